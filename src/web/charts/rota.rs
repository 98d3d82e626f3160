//! Turns on call: who has which week.

/// For each person of a site whether a week is theirs: `n_people` take turns of a week, so many
/// `at_once`.
///
/// Formula: in week w the people (w · at_once + i) mod n_people for i below `at_once`; with no
/// more people than are on call at once everyone is, always. Shape: people × weeks.
pub fn turns(n_people: usize, at_once: usize, n_weeks: usize) -> Vec<Vec<bool>> {
    let mut turns = vec![vec![false; n_weeks]; n_people];
    for week in 0..n_weeks {
        for place in 0..at_once.min(n_people) {
            turns[(week * at_once + place) % n_people][week] = true;
        }
    }
    turns
}

/// How many people each of the sites has, where they are dealt out one after the other.
pub fn by_site(n_people: usize, n_sites: usize) -> Vec<usize> {
    let n_sites = n_sites.max(1);
    (0..n_sites).map(|site| n_people / n_sites + usize::from(site < n_people % n_sites)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn six_people_have_every_sixth_week() {
        let turns = turns(6, 1, 12);
        let weeks = |person: usize| (0..12).filter(|week| turns[person][*week]).collect::<Vec<_>>();
        assert_eq!((weeks(0), weeks(5)), (vec![0, 6], vec![5, 11]));
    }

    #[test]
    fn people_are_dealt_out_to_sites() {
        assert_eq!(by_site(7, 3), [3, 2, 2]);
        assert_eq!(by_site(2, 3), [1, 1, 0]);
    }

    proptest! {
        #[test]
        fn every_week_has_as_many_as_it_needs(n in 1_usize..20, at_once in 1_usize..4, weeks in 0_usize..60) {
            let turns = turns(n, at_once, weeks);
            for week in 0..weeks {
                let on_call = turns.iter().filter(|person| person[week]).count();
                prop_assert_eq!(on_call, at_once.min(n));
            }
        }
    }
}
