//! Versions of kubectl, whose texts differ.

/// A version of kubectl.
///
/// 1.37 makes columns as wide as the longest cell in bytes, before it is cut at a line break, and
/// aligns each hundred rows by themselves (cli-runtime `pkg/printers/tableprinter.go`,
/// `printTable`); it words probes otherwise, says more of stateful sets, and finds a pod's quality
/// of service in its containers where the pod's own resources are empty (kubectl
/// `pkg/describe/describe.go`, `pkg/util/qos`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kubectl {
    /// kubectl 1.36.
    #[default]
    V1_36,
    /// kubectl 1.37.
    V1_37,
}
