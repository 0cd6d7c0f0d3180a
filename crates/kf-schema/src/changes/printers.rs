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
    /// Pods: the last restart is also that of an init container that has ended, and it is told where
    /// there was none.
    ///
    /// `printPod`.
    POD_LAST_RESTART_OF_ANY until 27;
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
    POD_FINISHED_STATUS_STAYS since 31;
    /// Pods: a failed container outweighs a completed one.
    ///
    /// `printPod`.
    POD_ERRORS_OUTWEIGH since 35;
    /// Nodes: the wide column KERNEL-VERSION has the architecture in brackets.
    ///
    /// `printNode`.
    NODE_KERNEL_ARCHITECTURE since 36;
    /// ConfigMaps: DATA counts `binaryData` as well.
    ///
    /// `printConfigMap`.
    CONFIG_MAP_BINARY_DATA since 16;
    /// ServiceAccounts: no column SECRETS.
    ///
    /// `AddHandlers`, `printServiceAccount`.
    NO_SERVICE_ACCOUNT_SECRETS since 35;
    /// ResourceQuotas have a printer.
    ///
    /// `printResourceQuota`.
    RESOURCE_QUOTA_PRINTER since 17;
    /// ResourceQuotas: AGE is the last column, before it was the second.
    ///
    /// `AddHandlers`, `printResourceQuota`.
    RESOURCE_QUOTA_AGE_LAST since 33;
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
    /// Events: `eventTime` stands in for times that are not set.
    ///
    /// `printEvent`.
    EVENT_TIME since 18;
    /// Events: `series` and the reporting controller count, and an event is one at least.
    ///
    /// `printEvent`, `formatEventSourceComponentInstance`.
    EVENT_SERIES since 19;
    /// Events: a series counts what its count says; before, one more.
    ///
    /// `printEvent`.
    EVENT_SERIES_COUNT since 23;
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
    JOB_STATUS_COLUMN since 30;
    /// Jobs: STATUS is `SuccessCriteriaMet` while the rest of such a job is ended.
    ///
    /// `printJob`.
    JOB_SUCCESS_CRITERIA since 34;
    /// CronJobs: the column TIMEZONE.
    ///
    /// `AddHandlers`, `printCronJob`.
    CRON_JOB_TIMEZONE_COLUMN since 30;
    /// HorizontalPodAutoscalers: a resource metric says which resource it is of.
    ///
    /// `formatHPAMetrics`.
    AUTOSCALER_RESOURCE_NAMES since 30;
    /// HorizontalPodAutoscalers: an object metric may aim at an average.
    ///
    /// `formatHPAMetrics`.
    AUTOSCALER_OBJECT_AVERAGE since 19;
    /// HorizontalPodAutoscalers: resource metrics of a container are known.
    ///
    /// `formatHPAMetrics`.
    AUTOSCALER_CONTAINER_METRICS since 20;
    /// Subresources can be had as tables, and a `Scale` has a printer.
    ///
    /// `printScale`; apiserver pkg/endpoints/handlers/rest.go, `AllowsMediaTypeTransform`;
    /// apiextensions-apiserver pkg/apiserver/helpers.go, `getScaleColumnsForVersion`.
    SUBRESOURCE_TABLES since 24;
    /// Ingresses: the column CLASS.
    ///
    /// `AddHandlers`, `printIngress`.
    INGRESS_CLASS_COLUMN since 18;
    /// IngressClasses have a printer.
    ///
    /// `printIngressClass`.
    INGRESS_CLASS_PRINTER since 18;
    /// IngressClasses: `(default)` stands behind those with the annotation.
    ///
    /// `printIngressClass`.
    DEFAULT_INGRESS_CLASS since 36;
    /// Roles and bindings come as tables, and bindings with columns of their own; before, kubectl was
    /// sent the objects.
    ///
    /// kubernetes pkg/registry/rbac/rolebinding/storage/storage.go, `TableConvertor`;
    /// `printRoleBinding`, `printClusterRoleBinding`.
    RBAC_TABLES since 18;
    /// StorageClasses: the columns RECLAIMPOLICY, VOLUMEBINDINGMODE and ALLOWVOLUMEEXPANSION.
    ///
    /// `AddHandlers`, `printStorageClass`.
    STORAGE_CLASS_COLUMNS since 17;
    /// StorageClasses: `(default)` stands behind the newest default class alone, and in lists alone;
    /// before, behind each.
    ///
    /// `printStorageClassList`, `getEffectiveDefaultStorageClass`.
    NEWEST_DEFAULT_STORAGE_CLASS since 37;
    /// VolumeAttributesClasses: `(default)` stands behind those with the annotation.
    ///
    /// `printVolumeAttributesClass`.
    DEFAULT_ATTRIBUTES_CLASS until 33;
    /// VolumeAttachments have a printer.
    ///
    /// `printVolumeAttachment`.
    VOLUME_ATTACHMENT_PRINTER since 15;
    /// CSINodes and CSIDrivers have printers.
    ///
    /// `printCSINode`, `printCSIDriver`.
    CSI_PRINTERS since 18;
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
    WEBHOOK_PRINTERS since 18;
    /// Bindings of admission policies: PARAMREF shows selectors, and names without a namespace as of
    /// any; before, the bare name.
    ///
    /// `printValidatingAdmissionPolicyBinding`.
    POLICY_BINDING_SELECTORS since 28;
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
    POD_CERTIFICATE_ANNOTATIONS_COLUMN since 35;
    /// PriorityClasses: the column PREEMPTIONPOLICY.
    ///
    /// `AddHandlers`, `printPriorityClass`.
    PRIORITY_PREEMPTION_COLUMN since 32;
    /// PriorityLevelConfigurations: shares are called nominal, no longer assured.
    ///
    /// `AddHandlers`, `printPriorityLevelConfiguration`.
    NOMINAL_SHARES_COLUMN since 26;
    /// ResourceClaims and their templates: the columns RESOURCECLASSNAME and ALLOCATIONMODE.
    ///
    /// `AddHandlers`, `printResourceClaim`, `printResourceClaimTemplate`.
    RESOURCE_CLASS_COLUMNS until 30;
    /// ResourceClaims: STATE says that a claim is being deallocated.
    ///
    /// `resourceClaimState`.
    CLAIM_DEALLOCATING until 31;
    /// ResourceSlices: the column POOL.
    ///
    /// `AddHandlers`, `printResourceSlice`.
    RESOURCE_SLICE_POOL_COLUMN since 31;
    /// StorageVersionMigrations: the column STATUS, and RESOURCE without the version.
    ///
    /// `AddHandlers`, `printStorageVersionMigration`.
    MIGRATION_STATUS_COLUMN since 35;
    /// OpenShift's own servers print most of their kinds.
    ///
    /// openshift-apiserver pkg/route/printers/internalversion/printer.go, `AddRouteOpenShiftHandlers`;
    /// there since OpenShift 4.3.
    OPENSHIFT_TABLES since 16;
}
