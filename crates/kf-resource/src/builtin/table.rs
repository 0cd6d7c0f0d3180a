//! The table of built-in resources. One row:
//!
//! ```text
//! plural Kind Scope "storage prefix" [short names] Category Verbs
//!     { version first-last, .. preferred first } { first minor: storage version, .. }
//! ```
//!
//! Groups stand in discovery's order, resources in alphabetical order. Prefixes other than the
//! plural: `SpecialDefaultResourcePrefixes` in kubernetes pkg/kubeapiserver.

use super::{Builtin, Category, NOW, TableVerbs};
use kf_schema::{Minor, Minors};

macro_rules! builtins {
    ($( $group:literal: $(
        $plural:ident $kind:ident $scope:ident $prefix:literal [$($short:literal)*] $category:ident
        $verbs:ident { $($version:literal $first:literal - $last:tt),+ }
        { $($since:literal: $stored:literal),* };
    )* )*) => {
        /// All built-in resources, groups in discovery's order.
        pub static BUILTINS: &[Builtin] = &[$($( Builtin {
            group: $group,
            plural: stringify!($plural),
            kind: stringify!($kind),
            namespaced: Scope::$scope.namespaced(),
            prefix: $prefix,
            short_names: &[$($short),*],
            category: Category::$category,
            verbs: TableVerbs::$verbs,
            versions: &[$(($version, Minors::new($first, $last))),+],
            stored: &[$((Minor::new($since), $stored)),*],
        }, )*)*];
    };
}

enum Scope {
    Namespaced,
    Cluster,
}

impl Scope {
    const fn namespaced(self) -> bool {
        matches!(self, Scope::Namespaced)
    }
}

builtins! {
    "":
    bindings Binding Namespaced "" [] None Create { "v1" 0-NOW } {};
    componentstatuses ComponentStatus Cluster "" ["cs"] None Read { "v1" 0-NOW } {};
    configmaps ConfigMap Namespaced "configmaps" ["cm"] None All { "v1" 0-NOW } {};
    endpoints Endpoints Namespaced "services/endpoints" ["ep"] None All { "v1" 0-NOW } {};
    events Event Namespaced "events" ["ev"] None All { "v1" 0-NOW } {};
    limitranges LimitRange Namespaced "limitranges" ["limits"] None All { "v1" 0-NOW } {};
    namespaces Namespace Cluster "namespaces" ["ns"] None NoCollection { "v1" 0-NOW } {};
    nodes Node Cluster "minions" ["no"] None All { "v1" 0-NOW } {};
    persistentvolumeclaims PersistentVolumeClaim Namespaced "persistentvolumeclaims" ["pvc"] None
        All { "v1" 0-NOW } {};
    persistentvolumes PersistentVolume Cluster "persistentvolumes" ["pv"] None All
        { "v1" 0-NOW } {};
    pods Pod Namespaced "pods" ["po"] All All { "v1" 0-NOW } {};
    podtemplates PodTemplate Namespaced "podtemplates" [] None All { "v1" 0-NOW } {};
    replicationcontrollers ReplicationController Namespaced "controllers" ["rc"] All All
        { "v1" 0-NOW } {};
    resourcequotas ResourceQuota Namespaced "resourcequotas" ["quota"] None All { "v1" 0-NOW } {};
    secrets Secret Namespaced "secrets" [] None All { "v1" 0-NOW } {};
    serviceaccounts ServiceAccount Namespaced "serviceaccounts" ["sa"] None All { "v1" 0-NOW } {};
    services Service Namespaced "services/specs" ["svc"] All Services { "v1" 0-NOW } {};

    "apiregistration.k8s.io":
    apiservices APIService Cluster "apiregistration.k8s.io/apiservices" [] ApiExtensions All
        { "v1" 10-NOW, "v1beta1" 7-21 }
        { 7: "apiregistration.k8s.io/v1beta1", 19: "apiregistration.k8s.io/v1" };

    "extensions":
    daemonsets DaemonSet Namespaced "daemonsets" ["ds"] None All { "v1beta1" 1-15 }
        { 1: "extensions/v1beta1", 10: "apps/v1" };
    deployments Deployment Namespaced "deployments" ["deploy"] None All { "v1beta1" 1-15 }
        { 1: "extensions/v1beta1", 10: "apps/v1" };
    ingresses Ingress Namespaced "ingress" ["ing"] None All { "v1beta1" 1-21 }
        { 1: "extensions/v1beta1", 14: "networking.k8s.io/v1beta1", 21: "networking.k8s.io/v1" };
    networkpolicies NetworkPolicy Namespaced "networkpolicies" ["netpol"] None All
        { "v1beta1" 3-15 } { 3: "extensions/v1beta1", 8: "networking.k8s.io/v1" };
    podsecuritypolicies PodSecurityPolicy Cluster "podsecuritypolicy" ["psp"] None All
        { "v1beta1" 2-15 } { 2: "extensions/v1beta1", 11: "policy/v1beta1" };
    replicasets ReplicaSet Namespaced "replicasets" ["rs"] None All { "v1beta1" 2-15 }
        { 2: "extensions/v1beta1", 10: "apps/v1" };
    thirdpartyresources ThirdPartyResource Cluster "thirdpartyresources" [] None All
        { "v1beta1" 1-8 } {};

    "apps":
    controllerrevisions ControllerRevision Namespaced "controllerrevisions" [] None All
        { "v1" 9-NOW, "v1beta2" 8-15, "v1beta1" 7-15 } { 7: "apps/v1beta1", 10: "apps/v1" };
    daemonsets DaemonSet Namespaced "daemonsets" ["ds"] All All { "v1" 9-NOW, "v1beta2" 8-15 }
        { 8: "extensions/v1beta1", 10: "apps/v1" };
    deployments Deployment Namespaced "deployments" ["deploy"] All All
        { "v1" 9-NOW, "v1beta2" 8-15, "v1beta1" 6-15 } { 6: "extensions/v1beta1", 10: "apps/v1" };
    replicasets ReplicaSet Namespaced "replicasets" ["rs"] All All { "v1" 9-NOW, "v1beta2" 8-15 }
        { 8: "extensions/v1beta1", 10: "apps/v1" };
    statefulsets StatefulSet Namespaced "statefulsets" ["sts"] All All
        { "v1" 9-NOW, "v1beta2" 8-15, "v1beta1" 5-15 } { 5: "apps/v1beta1", 10: "apps/v1" };

    "events.k8s.io":
    events Event Namespaced "events" ["ev"] None All { "v1" 19-NOW, "v1beta1" 9-24 } { 9: "v1" };

    "authentication.k8s.io":
    selfsubjectreviews SelfSubjectReview Cluster "" [] None Create
        { "v1" 28-NOW, "v1beta1" 27-32, "v1alpha1" 26-31 } {};
    tokenreviews TokenReview Cluster "" [] None Create { "v1" 6-NOW, "v1beta1" 4-21 } {};

    "authorization.k8s.io":
    localsubjectaccessreviews LocalSubjectAccessReview Namespaced "" [] None Create
        { "v1" 6-NOW, "v1beta1" 2-21 } {};
    selfsubjectaccessreviews SelfSubjectAccessReview Cluster "" [] None Create
        { "v1" 6-NOW, "v1beta1" 2-21 } {};
    selfsubjectrulesreviews SelfSubjectRulesReview Cluster "" [] None Create
        { "v1" 8-NOW, "v1beta1" 8-21 } {};
    subjectaccessreviews SubjectAccessReview Cluster "" [] None Create
        { "v1" 6-NOW, "v1beta1" 2-21 } {};

    "autoscaling":
    horizontalpodautoscalers HorizontalPodAutoscaler Namespaced "horizontalpodautoscalers" ["hpa"]
        All All { "v2" 23-NOW, "v1" 2-NOW, "v2beta1" 8-24, "v2beta2" 12-25 }
        { 2: "autoscaling/v1", 23: "autoscaling/v2beta2", 24: "autoscaling/v2" };

    "batch":
    cronjobs CronJob Namespaced "cronjobs" ["cj"] All All
        { "v1" 21-NOW, "v1beta1" 8-24, "v2alpha1" 5-20 }
        { 5: "batch/v2alpha1", 8: "batch/v1beta1", 22: "batch/v1" };
    jobs Job Namespaced "jobs" [] All All { "v1" 2-NOW } {};

    "certificates.k8s.io":
    certificatesigningrequests CertificateSigningRequest Cluster "certificatesigningrequests"
        ["csr"] None All { "v1" 19-NOW, "v1beta1" 6-21 }
        { 6: "certificates.k8s.io/v1beta1", 20: "certificates.k8s.io/v1" };
    clustertrustbundles ClusterTrustBundle Cluster "clustertrustbundles" [] None All
        { "v1" 37-NOW, "v1beta1" 33-NOW, "v1alpha1" 27-36 }
        { 27: "certificates.k8s.io/v1alpha1", 34: "certificates.k8s.io/v1beta1",
          38: "certificates.k8s.io/v1" };
    podcertificaterequests PodCertificateRequest Namespaced "podcertificaterequests" [] None All
        { "v1" 37-NOW, "v1beta1" 35-NOW, "v1alpha1" 34-34 }
        { 34: "certificates.k8s.io/v1alpha1", 35: "certificates.k8s.io/v1beta1",
          38: "certificates.k8s.io/v1" };

    "networking.k8s.io":
    clustercidrs ClusterCIDR Cluster "clustercidrs" ["cc"] None All { "v1alpha1" 25-28 } {};
    ingressclasses IngressClass Cluster "ingressclasses" [] None All
        { "v1" 19-NOW, "v1beta1" 18-21 }
        { 18: "networking.k8s.io/v1beta1", 21: "networking.k8s.io/v1" };
    ingresses Ingress Namespaced "ingress" ["ing"] None All { "v1" 19-NOW, "v1beta1" 14-21 }
        { 14: "networking.k8s.io/v1beta1", 21: "networking.k8s.io/v1" };
    ipaddresses IPAddress Cluster "ipaddresses" ["ip"] None All
        { "v1" 33-NOW, "v1beta1" 31-36, "v1alpha1" 27-32 }
        { 27: "networking.k8s.io/v1alpha1", 32: "networking.k8s.io/v1beta1",
          34: "networking.k8s.io/v1" };
    networkpolicies NetworkPolicy Namespaced "networkpolicies" ["netpol"] None All
        { "v1" 7-NOW } {};
    servicecidrs ServiceCIDR Cluster "servicecidrs" [] None All
        { "v1" 33-NOW, "v1beta1" 31-36, "v1alpha1" 27-32 }
        { 27: "networking.k8s.io/v1alpha1", 32: "networking.k8s.io/v1beta1",
          34: "networking.k8s.io/v1" };

    "policy":
    poddisruptionbudgets PodDisruptionBudget Namespaced "poddisruptionbudgets" ["pdb"] None All
        { "v1" 21-NOW, "v1beta1" 5-24 } { 5: "policy/v1beta1", 22: "policy/v1" };
    podsecuritypolicies PodSecurityPolicy Cluster "podsecuritypolicy" ["psp"] None All
        { "v1beta1" 10-24 } { 10: "extensions/v1beta1", 11: "policy/v1beta1" };

    "rbac.authorization.k8s.io":
    clusterrolebindings ClusterRoleBinding Cluster "clusterrolebindings" [] None All
        { "v1" 8-NOW, "v1beta1" 6-21, "v1alpha1" 5-23 } {};
    clusterroles ClusterRole Cluster "clusterroles" [] None All
        { "v1" 8-NOW, "v1beta1" 6-21, "v1alpha1" 5-23 } {};
    rolebindings RoleBinding Namespaced "rolebindings" [] None All
        { "v1" 8-NOW, "v1beta1" 6-21, "v1alpha1" 5-23 } {};
    roles Role Namespaced "roles" [] None All
        { "v1" 8-NOW, "v1beta1" 6-21, "v1alpha1" 5-23 } {};

    "settings.k8s.io":
    podpresets PodPreset Namespaced "podpresets" [] None All { "v1alpha1" 6-19 } {};

    "storage.k8s.io":
    csidrivers CSIDriver Cluster "csidrivers" [] None All { "v1" 18-NOW, "v1beta1" 14-21 }
        { 14: "storage.k8s.io/v1beta1", 21: "storage.k8s.io/v1" };
    csinodes CSINode Cluster "csinodes" [] None All { "v1" 17-NOW, "v1beta1" 14-21 }
        { 14: "storage.k8s.io/v1beta1", 18: "storage.k8s.io/v1" };
    csistoragecapacities CSIStorageCapacity Namespaced "csistoragecapacities" [] None All
        { "v1" 24-NOW, "v1beta1" 21-26, "v1alpha1" 19-23 }
        { 19: "storage.k8s.io/v1alpha1", 21: "storage.k8s.io/v1beta1", 25: "storage.k8s.io/v1" };
    storageclasses StorageClass Cluster "storageclasses" ["sc"] None All
        { "v1" 6-NOW, "v1beta1" 4-21 } {};
    volumeattachments VolumeAttachment Cluster "volumeattachments" [] None All
        { "v1" 13-NOW, "v1beta1" 10-21, "v1alpha1" 9-23 }
        { 9: "storage.k8s.io/v1alpha1", 10: "storage.k8s.io/v1beta1", 15: "storage.k8s.io/v1" };
    volumeattributesclasses VolumeAttributesClass Cluster "volumeattributesclasses" ["vac"] None
        All { "v1" 34-NOW, "v1beta1" 31-36, "v1alpha1" 29-34 }
        { 29: "storage.k8s.io/v1alpha1", 32: "storage.k8s.io/v1beta1", 35: "storage.k8s.io/v1" };

    "admissionregistration.k8s.io":
    externaladmissionhookconfigurations ExternalAdmissionHookConfiguration Cluster
        "externaladmissionhookconfigurations" [] None All { "v1alpha1" 7-8 } {};
    initializerconfigurations InitializerConfiguration Cluster "initializerconfigurations" [] None
        All { "v1alpha1" 7-13 } {};
    mutatingadmissionpolicies MutatingAdmissionPolicy Cluster "mutatingadmissionpolicies" []
        ApiExtensions All { "v1" 36-NOW, "v1beta1" 34-NOW, "v1alpha1" 32-NOW }
        { 32: "admissionregistration.k8s.io/v1alpha1", 35: "admissionregistration.k8s.io/v1beta1",
          37: "admissionregistration.k8s.io/v1" };
    mutatingadmissionpolicybindings MutatingAdmissionPolicyBinding Cluster
        "mutatingadmissionpolicybindings" [] ApiExtensions All
        { "v1" 36-NOW, "v1beta1" 34-NOW, "v1alpha1" 32-NOW }
        { 32: "admissionregistration.k8s.io/v1alpha1", 35: "admissionregistration.k8s.io/v1beta1",
          37: "admissionregistration.k8s.io/v1" };
    mutatingwebhookconfigurations MutatingWebhookConfiguration Cluster
        "mutatingwebhookconfigurations" [] ApiExtensions All { "v1" 16-NOW, "v1beta1" 9-21 }
        { 9: "admissionregistration.k8s.io/v1beta1", 17: "admissionregistration.k8s.io/v1" };
    validatingadmissionpolicies ValidatingAdmissionPolicy Cluster "validatingadmissionpolicies" []
        ApiExtensions All { "v1" 30-NOW, "v1beta1" 28-33, "v1alpha1" 26-31 }
        { 26: "admissionregistration.k8s.io/v1alpha1", 29: "admissionregistration.k8s.io/v1beta1",
          31: "admissionregistration.k8s.io/v1" };
    validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding Cluster
        "validatingadmissionpolicybindings" [] ApiExtensions All
        { "v1" 30-NOW, "v1beta1" 28-33, "v1alpha1" 26-31 }
        { 26: "admissionregistration.k8s.io/v1alpha1", 29: "admissionregistration.k8s.io/v1beta1",
          31: "admissionregistration.k8s.io/v1" };
    validatingwebhookconfigurations ValidatingWebhookConfiguration Cluster
        "validatingwebhookconfigurations" [] ApiExtensions All { "v1" 16-NOW, "v1beta1" 9-21 }
        { 9: "admissionregistration.k8s.io/v1beta1", 17: "admissionregistration.k8s.io/v1" };

    "apiextensions.k8s.io":
    customresourcedefinitions CustomResourceDefinition Cluster
        "apiextensions.k8s.io/customresourcedefinitions" ["crd" "crds"] ApiExtensions All
        { "v1" 16-NOW, "v1beta1" 7-21 } { 7: "apiextensions.k8s.io/v1beta1" };

    "scheduling.k8s.io":
    compositepodgroups CompositePodGroup Namespaced "compositepodgroups" [] None All
        { "v1alpha3" 37-NOW } {};
    podgroups PodGroup Namespaced "podgroups" [] None All
        { "v1beta1" 37-NOW, "v1alpha3" 37-NOW, "v1alpha2" 36-36 } {};
    priorityclasses PriorityClass Cluster "priorityclasses" ["pc"] None All
        { "v1" 14-NOW, "v1beta1" 11-21, "v1alpha1" 8-23 }
        { 8: "scheduling.k8s.io/v1alpha1", 11: "scheduling.k8s.io/v1beta1",
          14: "scheduling.k8s.io/v1" };
    workloads Workload Namespaced "workloads" [] None All
        { "v1beta1" 37-NOW, "v1alpha3" 37-NOW, "v1alpha2" 36-36, "v1alpha1" 35-35 } {};

    "coordination.k8s.io":
    leasecandidates LeaseCandidate Namespaced "leasecandidates" [] None All
        { "v1beta1" 33-NOW, "v1alpha2" 32-NOW, "v1alpha1" 31-31 }
        { 31: "coordination.k8s.io/v1alpha1", 32: "coordination.k8s.io/v1alpha2",
          34: "coordination.k8s.io/v1beta1" };
    leases Lease Namespaced "leases" [] None All { "v1" 14-NOW, "v1beta1" 12-21 }
        { 12: "coordination.k8s.io/v1beta1", 18: "coordination.k8s.io/v1" };

    "auditregistration.k8s.io":
    auditsinks AuditSink Cluster "auditsinks" [] None All { "v1alpha1" 13-18 } {};

    "node.k8s.io":
    runtimeclasses RuntimeClass Cluster "runtimeclasses" [] None All
        { "v1" 20-NOW, "v1beta1" 14-24, "v1alpha1" 14-26 }
        { 14: "node.k8s.io/v1beta1", 21: "node.k8s.io/v1" };

    "discovery.k8s.io":
    endpointslices EndpointSlice Namespaced "endpointslices" [] None All
        { "v1" 21-NOW, "v1beta1" 17-24, "v1alpha1" 16-20 }
        { 16: "discovery.k8s.io/v1alpha1", 17: "discovery.k8s.io/v1beta1",
          22: "discovery.k8s.io/v1" };

    "resource.k8s.io":
    deviceclasses DeviceClass Cluster "deviceclasses" [] None All
        { "v1" 34-NOW, "v1beta2" 33-NOW, "v1beta1" 32-NOW, "v1alpha3" 31-33 }
        { 31: "resource.k8s.io/v1alpha3", 32: "resource.k8s.io/v1beta1", 35: "resource.k8s.io/v1" };
    devicetaintrules DeviceTaintRule Cluster "devicetaintrules" [] None All
        { "v1" 37-NOW, "v1beta2" 36-NOW, "v1alpha3" 33-NOW }
        { 33: "resource.k8s.io/v1alpha3", 37: "resource.k8s.io/v1beta2", 38: "resource.k8s.io/v1" };
    podschedulingcontexts PodSchedulingContext Namespaced "podschedulingcontexts" [] None All
        { "v1alpha3" 31-31, "v1alpha2" 27-30 } {};
    podschedulings PodScheduling Namespaced "podschedulings" [] None All { "v1alpha1" 26-26 } {};
    resourceclaimparameters ResourceClaimParameters Namespaced "resourceclaimparameters" [] None
        All { "v1alpha2" 30-30 } {};
    resourceclaims ResourceClaim Namespaced "resourceclaims" [] None All
        { "v1" 34-NOW, "v1beta2" 33-NOW, "v1beta1" 32-NOW, "v1alpha3" 31-33, "v1alpha2" 27-30,
          "v1alpha1" 26-26 }
        { 26: "resource.k8s.io/v1alpha1", 27: "resource.k8s.io/v1alpha2",
          31: "resource.k8s.io/v1alpha3", 32: "resource.k8s.io/v1beta1", 35: "resource.k8s.io/v1" };
    resourceclaimtemplates ResourceClaimTemplate Namespaced "resourceclaimtemplates" [] None All
        { "v1" 34-NOW, "v1beta2" 33-NOW, "v1beta1" 32-NOW, "v1alpha3" 31-33, "v1alpha2" 27-30,
          "v1alpha1" 26-26 }
        { 26: "resource.k8s.io/v1alpha1", 27: "resource.k8s.io/v1alpha2",
          31: "resource.k8s.io/v1alpha3", 32: "resource.k8s.io/v1beta1", 35: "resource.k8s.io/v1" };
    resourceclasses ResourceClass Cluster "resourceclasses" [] None All
        { "v1alpha2" 27-30, "v1alpha1" 26-26 } {};
    resourceclassparameters ResourceClassParameters Namespaced "resourceclassparameters" [] None
        All { "v1alpha2" 30-30 } {};
    resourcepoolstatusrequests ResourcePoolStatusRequest Cluster "resourcepoolstatusrequests" []
        None All { "v1alpha3" 36-NOW } {};
    resourceslices ResourceSlice Cluster "resourceslices" [] None All
        { "v1" 34-NOW, "v1beta2" 33-NOW, "v1beta1" 32-NOW, "v1alpha3" 31-33, "v1alpha2" 30-30 }
        { 30: "resource.k8s.io/v1alpha2", 31: "resource.k8s.io/v1alpha3",
          32: "resource.k8s.io/v1beta1", 35: "resource.k8s.io/v1" };

    "flowcontrol.apiserver.k8s.io":
    flowschemas FlowSchema Cluster "flowschemas" [] None All
        { "v1" 29-NOW, "v1beta3" 26-31, "v1beta2" 23-28, "v1beta1" 20-25, "v1alpha1" 18-20 }
        { 18: "flowcontrol.apiserver.k8s.io/v1alpha1", 20: "flowcontrol.apiserver.k8s.io/v1beta1",
          24: "flowcontrol.apiserver.k8s.io/v1beta2", 27: "flowcontrol.apiserver.k8s.io/v1beta3",
          30: "flowcontrol.apiserver.k8s.io/v1" };
    prioritylevelconfigurations PriorityLevelConfiguration Cluster "prioritylevelconfigurations" []
        None All
        { "v1" 29-NOW, "v1beta3" 26-31, "v1beta2" 23-28, "v1beta1" 20-25, "v1alpha1" 18-20 }
        { 18: "flowcontrol.apiserver.k8s.io/v1alpha1", 20: "flowcontrol.apiserver.k8s.io/v1beta1",
          24: "flowcontrol.apiserver.k8s.io/v1beta2", 27: "flowcontrol.apiserver.k8s.io/v1beta3",
          30: "flowcontrol.apiserver.k8s.io/v1" };

    "internal.apiserver.k8s.io":
    storageversions StorageVersion Cluster "storageversions" [] None All { "v1alpha1" 20-NOW } {};

    "storagemigration.k8s.io":
    storageversionmigrations StorageVersionMigration Cluster "storageversionmigrations" [] None All
        { "v1" 37-NOW, "v1beta1" 35-NOW, "v1alpha1" 30-34 }
        { 30: "storagemigration.k8s.io/v1alpha1", 35: "storagemigration.k8s.io/v1beta1",
          38: "storagemigration.k8s.io/v1" };

    "lifecycle.k8s.io":
    evictionrequests EvictionRequest Namespaced "evictionrequests" [] None All
        { "v1alpha1" 37-NOW } {};
    evictions Eviction Namespaced "evictions" [] None All { "v1alpha1" 37-NOW } {};
}
