//! Figures of the model that a plan may set, and which answers each moves.

mod figures {
    use zoneplan::engine::catalogue::Catalogue;
    use zoneplan::engine::catalogue::Method;
    use zoneplan::engine::scenario::{Constant, SetBy, constants};
    use zoneplan::engine::scenario::{Document, plan_from};

    fn with<T>(fields: &[(&str, &str)], look: impl FnOnce(Vec<Constant<'_>>) -> T) -> T {
        let catalogue = Catalogue::load(&zoneplan::bundled::first_files()).expect("the data has no faults");
        let fields = fields.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let plan = plan_from(&Document::from_fields(&fields), &catalogue).expect("a plan");
        look(constants(&catalogue, &plan))
    }

    fn find<'a, 'b>(all: &'b [Constant<'a>], id: &str) -> &'b Constant<'a> {
        all.iter().find(|constant| constant.id == id).expect("a figure of the model")
    }

    /// 118 rows of assumptions.csv, 34 rates and 33 repair hours of failure_rates.csv, and
    /// node.mtbf_hours.
    #[test]
    fn every_figure_that_a_plan_may_set_is_there_once() {
        with(&[("platform.provider", "aws")], |all| {
            let lines = |text: &str| text.lines().count() - 1;
            let assumptions = lines(include_str!("../../data/assumptions.csv"));
            let rates = include_str!("../../data/failure_rates.csv");
            let with_repair = rates.lines().skip(1).filter(|line| !line.contains(",,,")).count();
            assert_eq!(all.len(), assumptions + lines(rates) + with_repair + 1);
            assert!(all.windows(2).all(|pair| pair[0].id < pair[1].id));
            assert!(all.iter().all(|constant| !constant.meaning.is_empty() && !constant.unit.is_empty()));
        });
    }

    #[test]
    fn the_plan_goes_before_the_data_and_the_data_stay_known() {
        let fields = [("platform.provider", "aws"), ("assumptions.az_full_loss.per_year", "0.5")];
        with(&fields, |all| {
            let zone = find(&all, "az_full_loss.per_year");
            assert_eq!(zone.meaning, "AZ full loss: how often, per AZ-year");
            assert_eq!((zone.value.likely(), zone.set_by), (0.5, SetBy::Plan));
            let listed = zone.listed.expect("a row");
            assert_eq!((listed.low(), listed.likely(), listed.high()), (0.01, 0.04, 0.19));
            assert_eq!(zone.provenance.expect("a row").method, Method::Derived);
            let copies = find(&all, "backup.copy_hours");
            assert_eq!((copies.unit.as_str(), copies.set_by), ("hours", SetBy::Data));
        });
    }

    /// 8,760 hours ÷ failures in a year, ends exchanged.
    #[test]
    fn hours_between_failures_of_a_node_follow_from_its_rate() {
        with(&[("platform.provider", "aws")], |all| {
            let (rate, hours) = (find(&all, "node_vm_unplanned.per_year"), find(&all, "node.mtbf_hours"));
            assert!((hours.value.low() * rate.value.high() - 8760.0).abs() < 1e-9);
            assert!((hours.value.likely() * rate.value.likely() - 8760.0).abs() < 1e-9);
        });
    }
}

mod depends {
    use zoneplan::engine::catalogue::Catalogue;
    use zoneplan::engine::plan::{KeyFigure, evaluate_ahead};
    use zoneplan::engine::scenario::Plan;
    use zoneplan::engine::scenario::{Document, constants, plan_from};
    use zoneplan::engine::sensitivity::{Moved, ends_of, key_figures, key_figures_with, moved};

    fn reference() -> (Catalogue, Plan) {
        let catalogue = Catalogue::load(&zoneplan::bundled::first_files()).expect("the data has no faults");
        let fields = [("platform.provider".to_owned(), "aws".to_owned())].into();
        let plan = plan_from(&Document::from_fields(&fields), &catalogue).expect("a plan");
        (catalogue, plan)
    }

    fn moved_by(id: &str) -> Vec<Moved> {
        let (catalogue, plan) = reference();
        let all = constants(&catalogue, &plan);
        let constant = all.iter().find(|constant| constant.id == id).expect("a figure");
        let (low, high) = ends_of(constant);
        let at = |value| key_figures_with(&plan, &catalogue, id, value).expect("a plan");
        let now = key_figures(&evaluate_ahead(&plan, &catalogue).expect("a plan"));
        moved(&now, &at(low), &at(high))
    }

    /// A certificate or quota fails 0.05 to 1 times a year, likely 0.2: downtime moves and the
    /// bill of a month does not.
    #[test]
    fn a_rate_moves_downtime_and_not_the_bill() {
        let moved = moved_by("certificate_or_quota.per_year");
        let downtime = moved.iter().find(|row| row.answer == KeyFigure::Downtime).expect("downtime moves");
        assert!(downtime.at_low < downtime.now && downtime.now < downtime.at_high, "{downtime:?}");
        assert!(moved.iter().all(|row| row.answer != KeyFigure::Monthly));
    }

    #[test]
    fn a_size_of_the_bill_moves_the_bill_and_not_downtime() {
        let moved = moved_by("network.nat_gib_per_month");
        let answers: Vec<KeyFigure> = moved.iter().map(|row| row.answer).collect();
        assert_eq!(answers, [KeyFigure::Monthly, KeyFigure::Horizon]);
    }

    /// AWS has no servers of its own rooms.
    #[test]
    fn what_the_plan_does_not_ask_for_moves_nothing() {
        assert_eq!(moved_by("onprem.kwh_usd"), []);
    }

    #[test]
    fn a_figure_without_ends_is_moved_by_a_tenth() {
        let (catalogue, plan) = reference();
        let all = constants(&catalogue, &plan);
        let parts = all.iter().find(|one| one.id == "availability.singletons").expect("a figure");
        assert_eq!(ends_of(parts), (2.0 * 0.9, 2.0 * 1.1));
    }
}
