//! The views of the workload and of manifests.

super::table::words! {
    "workload";
    READ_FROM = "What runs is read from {files}.";
    LEAVE = "Back to the profile";
    IN_USE = "{files} in use: {pods}.";
    OWN = "Manifests of your own";
    OWN_HOW = "What helm template or kubectl get -o yaml|json writes, one file or several, picked here or dropped anywhere on the page. The files stay on this machine.";
    OPEN = "Open manifests";
    REFUSED = "These manifests are not used; the plan stays as it was.";
    POD = "1 pod";
    POD_COUNT = "{count} pods";
    GROUP_ONE = "1 group";
    GROUP_COUNT = "{count} groups";
    PODS_IN = "{pods} in {groups}";
    PODS_IN_EACH = "{pods} in {groups}, {count} of them on every node";
    FILE_COUNT = "{count} files";
    EMPTY = "{files}: nothing in it runs pods, so it cannot be the workload.";
    PICKED = "{files}: {pods}. Nothing is used yet.";
    USE = "Use as the workload";
    BREAKS = "What would break";
    AUTOSCALERS = "Autoscalers count at";
    AT_LEAST = "autoscalers at their least";
    AT_MOST = "at their most";
    NOTE_ONE = "1 note";
    NOTE_COUNT = "{count} notes";
    NOTES_FAULT = "{notes}, 1 fault first";
    NOTES_FAULTS = "{notes}, {count} faults first";
    EACH_NODE = "each node";
    REPLICAS_TO = "{count} (to {most})";
    PODS = "Pods";
    ASKS = "Each asks for";
    VOLUMES_EACH = "Volumes of each";
    GROUP = "Group";
    REVIEW = "A review of {files} in {zones} zones, the most serious first.";
    MEND = "Mend: {mend}";
    NO_WEAKNESS = "Nothing was found that would break.";
    WEAKNESS = "1 weakness";
    WEAKNESSES = "{count} weaknesses";
    OTHERS = "The others";
    ZONE = "zone {zone}";
    PINNED = "pinned";
    PINNED_HOW = "Its pods stay in their zone.";
    BY_PLATFORM = "platform";
    BY_PLATFORM_HOW = "The platform adds it to the workload.";
    VOLUMES = "Volumes";
    PRIORITY = "Priority";
    SUM = "{pods} pods ask for {resources} in all; beside them each node runs {agents} agents. Under pressure the lowest priority goes first.";
    RUNS = "What runs";
    COMPONENT = "Component";
    /// The name of a step that can be taken back.
    STEP_AUTOSCALERS = "Autoscalers of the manifests";
    STEP_USE = "Use the manifests";
    FAULT_AT = "{field}: found {fault}";
}
