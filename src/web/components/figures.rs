//! Small figures in words.

use crate::engine::report::amount;

/// A probability or a share in percent; neither 0 nor 100 unless it is that.
pub fn odds(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 0.5 {
        "<1 %".to_owned()
    } else if (99.5..100.0).contains(&percent) {
        ">99 %".to_owned()
    } else {
        format!("{} %", amount(percent, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_sure_is_not_said_to_be() {
        for (share, text) in
            [(0.0, "0 %"), (0.001, "<1 %"), (0.208, "21 %"), (0.9999, ">99 %"), (1.0, "100 %")]
        {
            assert_eq!(odds(share), text);
        }
    }
}
