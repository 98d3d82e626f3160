//! Faults of the page itself and of its workers.

super::table::words! {
    "fault";
    TITLE = "Zoneplan has stopped";
    PLAN_SAVED = "A fault in the program ended this page. Your plan is kept in this browser; nothing is lost.";
    PLAN_ASIDE = "A fault in the program ended this page. Another tab has saved its own plan; yours is kept beside it, and nothing is lost.";
    PLAN_NOWHERE = "A fault in the program ended this page, and the browser does not keep your plan: save it as a file before you go on.";
    RESTART = "Restart with this plan";
    RESTART_REFERENCE = "Restart with the reference plan";
    SAVE_PLAN = "Save the plan as a file";
    REFERENCE_KEEPS = "With the reference plan, yours is set aside and offered there.";
    WHAT_HAPPENED = "What happened";
    NOT_SENT = "Nothing of this was sent to anybody. A report of the fault needs this text and the plan file.";
    STRAY = "Something went wrong in the browser: {what}. Your plan is kept; if the page does not answer, load it again.";
    RELOAD = "Load the page again";
    ASIDE = "A plan was set aside after a fault. It is kept until you forget it.";
    ASIDE_UNREAD = "A plan that was set aside after a fault cannot be read: found {found}. It is kept until you forget it.";
    OPEN_ASIDE = "Open it again";
    FORGET_ASIDE = "Forget it";
    STEP_ASIDE = "Plan that was set aside";
    WORKER_ANEW = "The worker that computes downtime stopped ({why}) and was started anew. The plan is untouched.";
    WORKER_GONE = "The worker that computes downtime stopped again ({why}): the page computes its work itself until it is loaded again. The plan is untouched.";
    DECIDER_ANEW = "The worker that decides between plans stopped ({why}) and was started anew with the same questions. The plan is untouched.";
    DECIDER_GONE = "The worker that decides between plans stopped again ({why}). The plan is untouched; change it or load the page again to ask once more.";
    READER_GONE = "{name} was not read: the worker that reads it stopped ({why}). The plan is untouched; pick the file again to try once more.";
    GARBLED = "its answer could not be read";
    SILENT = "it did not answer";
    NOT_STARTED = "its program did not load or failed";
}
