//! The tables that a server makes of built-in objects.
//!
//! Functions without a file are of kubernetes pkg/printers/internalversion/printers.go.

use super::{Area, Change, changes};

changes! { Printers:
    /// Ages have two units while both say something: `3d2h`.
    ///
    /// apimachinery pkg/util/duration/duration.go, `HumanDuration`.
    AGES_OF_TWO_UNITS since 13;
    /// Pods: the wide column NOMINATED NODE.
    ///
    /// `AddHandlers`, `printPod`.
    POD_NOMINATED_NODE_COLUMN since 11;
    /// Pods: the wide column READINESS GATES.
    ///
    /// `AddHandlers`, `printPod`.
    POD_READINESS_GATES_COLUMN since 13;
    /// Pods: RESTARTS says how long ago the last one was.
    ///
    /// `printPod`.
    POD_LAST_RESTART since 22;
    /// Pods: restartable init containers count as containers.
    ///
    /// `printPod`, `isRestartableInitContainer`.
    POD_SIDECARS since 28;
    /// Pods: STATUS is `SchedulingGated` while the scheduler must not look at the pod.
    ///
    /// `printPod`.
    POD_SCHEDULING_GATED since 26;
    /// Pods: one with a finished container must be ready to be `Running`, else it is `NotReady`.
    ///
    /// `printPod`, `hasPodReadyCondition`.
    POD_MUST_BE_READY since 18;
    /// Pods: one that has finished keeps its status while it is deleted.
    ///
    /// `printPod`, `podutil.IsPodPhaseTerminal`.
    POD_FINISHED_STATUS_STAYS since 30;
    /// Pods: a failed container outweighs a completed one.
    ///
    /// `printPod`.
    POD_ERRORS_OUTWEIGH since 32;
    /// Nodes: the wide column KERNEL-VERSION has the architecture in brackets.
    ///
    /// `printNode`.
    NODE_KERNEL_ARCHITECTURE since 35;
    /// ConfigMaps: DATA counts `binaryData` as well.
    ///
    /// `printConfigMap`.
    CONFIG_MAP_BINARY_DATA since 16;
    /// ServiceAccounts: no column SECRETS.
    ///
    /// `AddHandlers`, `printServiceAccount`.
    NO_SERVICE_ACCOUNT_SECRETS since 32;
    /// ResourceQuotas have a printer.
    ///
    /// `printResourceQuota`.
    RESOURCE_QUOTA_PRINTER since 17;
    /// ResourceQuotas: AGE is the last column, before it was the second.
    ///
    /// `AddHandlers`, `printResourceQuota`.
    RESOURCE_QUOTA_AGE_LAST since 32;
    /// Events: the columns that tell little are shown with `-o wide` only, and the name is one of
    /// them.
    ///
    /// `AddHandlers`, `printEvent`.
    EVENT_WIDE_COLUMNS since 13;
    /// Events: the column KIND, for which OBJECT came.
    ///
    /// `AddHandlers`, `printEvent`.
    EVENT_KIND_COLUMN only 13;
    /// Events: the column OBJECT, as `kind/name`.
    ///
    /// `AddHandlers`, `printEvent`.
    EVENT_OBJECT_COLUMN since 14;
    /// Events: `eventTime`, `series` and the reporting controller count.
    ///
    /// `printEvent`, `formatEventSourceComponentInstance`.
    EVENT_SERIES since 19;
    /// Events: a series counts what its count says; before, one more.
    ///
    /// `printEvent`.
    EVENT_SERIES_COUNT since 21;
    /// Volumes and claims: the column VOLUMEATTRIBUTESCLASS.
    ///
    /// `AddHandlers`, `printPersistentVolume`, `printPersistentVolumeClaim`.
    VOLUME_ATTRIBUTES_CLASS_COLUMN since 29;
    /// Volumes and claims: the wide column VOLUMEMODE.
    ///
    /// `AddHandlers`, `printPersistentVolume`, `printPersistentVolumeClaim`.
    VOLUME_MODE_COLUMN since 15;
    /// Deployments and StatefulSets: READY is `ready/desired`; before, DESIRED and CURRENT were
    /// columns.
    ///
    /// `AddHandlers`, `printDeployment`, `printStatefulSet`.
    READY_OF_DESIRED since 14;
    /// Jobs: COMPLETIONS is `done/wanted`, and DURATION a column; before, DESIRED and SUCCESSFUL
    /// were.
    ///
    /// `AddHandlers`, `printJob`.
    JOB_COMPLETIONS_OF_WANTED since 12;
    /// Jobs: the column STATUS.
    ///
    /// `AddHandlers`, `printJob`.
    JOB_STATUS_COLUMN since 31;
    /// CronJobs: the column TIMEZONE.
    ///
    /// `AddHandlers`, `printCronJob`.
    CRON_JOB_TIMEZONE_COLUMN since 30;
    /// HorizontalPodAutoscalers: a resource metric says which resource it is of.
    ///
    /// `formatHPAMetrics`.
    AUTOSCALER_RESOURCE_NAMES since 30;
    /// Ingresses: the column CLASS.
    ///
    /// `AddHandlers`, `printIngress`.
    INGRESS_CLASS_COLUMN since 18;
    /// IngressClasses have a printer.
    ///
    /// `printIngressClass`.
    INGRESS_CLASS_PRINTER since 18;
    /// Roles and bindings come as tables, and bindings with columns of their own; before, kubectl was
    /// sent the objects.
    ///
    /// kubernetes pkg/registry/rbac/rolebinding/storage/storage.go, `TableConvertor`;
    /// `printRoleBinding`, `printClusterRoleBinding`.
    RBAC_TABLES since 18;
    /// StorageClasses: the columns RECLAIMPOLICY, VOLUMEBINDINGMODE and ALLOWVOLUMEEXPANSION.
    ///
    /// `AddHandlers`, `printStorageClass`.
    STORAGE_CLASS_COLUMNS since 18;
    /// VolumeAttachments have a printer.
    ///
    /// `printVolumeAttachment`.
    VOLUME_ATTACHMENT_PRINTER since 14;
    /// CSINodes and CSIDrivers have printers.
    ///
    /// `printCSINode`, `printCSIDriver`.
    CSI_PRINTERS since 16;
    /// CSIDrivers: the columns STORAGECAPACITY, TOKENREQUESTS and REQUIRESREPUBLISH.
    ///
    /// `AddHandlers`, `printCSIDriver`.
    CSI_DRIVER_COLUMNS since 21;
    /// RuntimeClasses have a printer.
    ///
    /// `printRuntimeClass`.
    RUNTIME_CLASS_PRINTER since 16;
    /// Webhook configurations have printers.
    ///
    /// `printMutatingWebhook`, `printValidatingWebhook`.
    WEBHOOK_PRINTERS since 16;
    /// CertificateSigningRequests: the column SIGNERNAME.
    ///
    /// `AddHandlers`, `printCertificateSigningRequest`.
    SIGNING_REQUEST_SIGNER_COLUMN since 18;
    /// CertificateSigningRequests: the column REQUESTEDDURATION.
    ///
    /// `AddHandlers`, `printCertificateSigningRequest`.
    SIGNING_REQUEST_DURATION_COLUMN since 22;
    /// PodCertificateRequests: the column UNVERIFIEDUSERANNOTATIONS.
    ///
    /// `AddHandlers`, `printPodCertificateRequest`.
    POD_CERTIFICATE_ANNOTATIONS_COLUMN since 36;
    /// PriorityClasses: the column PREEMPTIONPOLICY.
    ///
    /// `AddHandlers`, `printPriorityClass`.
    PRIORITY_PREEMPTION_COLUMN since 32;
    /// PriorityLevelConfigurations: shares are called nominal, no longer assured.
    ///
    /// `AddHandlers`, `printPriorityLevelConfiguration`.
    NOMINAL_SHARES_COLUMN since 26;
}
