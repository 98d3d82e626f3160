//! The guide: data for the answers, and the plans that it leads to.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::web::components::GuideActions;
use crate::web::focus::focus_soon;
use crate::web::pages::show_field;
use crate::web::state::{Answers, Opened, read_plan};
use crate::web::storage::fetch_data;
use crate::web::words::{guide, t};

impl Session {
    /// What the guide asks for.
    pub fn guide_actions(self, editing: RwSignal<bool>) -> GuideActions {
        GuideActions {
            plan: Callback::new(move |()| spawn_local(self.plan_answers())),
            finish: Callback::new(move |()| {
                let answers = self.planner.guide.answers.get_untracked();
                editing.set(false);
                self.adopt(Opened::Guide, t!(guide::STEP_GUIDE), answers);
            }),
            preset: Callback::new(move |name| {
                editing.set(false);
                spawn_local(self.open_preset(name));
            }),
            go_to: Callback::new(move |path| {
                editing.set(true);
                once_closed(move || show_field(path));
            }),
        }
    }

    /// Plans the answers once the data is there that they need. Of several in a row the last counts:
    /// each plans what is answered by then.
    async fn plan_answers(self) {
        let (planner, state) = (self.planner, self.planner.guide);
        while let Some(path) = planner.missing_file(&planner.answered()) {
            state.is_waiting.set(true);
            let added = fetch_data(&path).await.and_then(|text| self.planner.add_file(&path, &text));
            state.is_waiting.set(false);
            if let Err(problem) = added {
                state.faults.set([(String::new(), problem)].into());
                return;
            }
        }
        planner.take_answers();
    }

    async fn open_preset(self, name: &'static str) {
        let Some((_, title, _)) = guide::STARTS.iter().find(|(known, ..)| *known == name) else { return };
        let read = fetch_data(&format!("presets/{name}.toml")).await;
        match read.and_then(|text| read_plan(&text)) {
            Ok(document) => {
                self.adopt(Opened::Preset(*title), t!(*title), self.planner.set_by(&document));
            }
            Err(problem) => {
                self.planner.guide.sheet.set(None);
                self.planner.trouble.set(Some(problem));
            }
        }
    }

    /// Goes on with a new plan, tells where it comes from, and goes to its results.
    fn adopt(self, origin: Opened, title: &str, fields: Answers) {
        let planner = self.planner;
        planner.guide.sheet.set(None);
        planner.keep.resumed.set(None);
        if planner.adopt(origin, title, fields) {
            self.recompute();
        }
        once_closed(|| focus_soon("panel".to_owned()));
    }
}

/// Does something after the dialog has closed, which happens in the next frame: until then nothing
/// outside of it can take the focus, and then what had it before gets it back.
fn once_closed(then: impl FnOnce() + 'static) {
    request_animation_frame(then);
}
