//! Built-in objects in another version than the stored one, and other changes on read.

use super::{Area, Change, changes};

changes! { Conversions:
    /// StatefulSets: claim templates get `apiVersion` and `kind`.
    ///
    /// kubernetes pkg/apis/apps/v1/conversion.go,
    /// `Convert_apps_StatefulSetSpec_To_v1_StatefulSetSpec`.
    CLAIM_TEMPLATE_TYPES since 17;
    /// Pods: a negative `terminationGracePeriodSeconds` is 1.
    ///
    /// kubernetes pkg/apis/core/v1/conversion.go, `Convert_core_Pod_To_v1_Pod`.
    NEGATIVE_GRACE_PERIOD since 27;
    /// Services: those from before dual-stack get addresses, families and a policy.
    ///
    /// kubernetes pkg/registry/core/service/storage/storage.go, `defaultOnReadService`.
    SERVICE_FAMILIES since 20;
    /// Claims: `dataSource` and `dataSourceRef` mirror each other.
    ///
    /// kubernetes pkg/registry/core/persistentvolumeclaim/storage/storage.go, `defaultOnReadPvc`.
    CLAIM_DATA_SOURCES since 24;
    /// HorizontalPodAutoscalers: an annotation that is no valid JSON is ignored; before, it failed the
    /// conversion.
    ///
    /// kubernetes pkg/apis/autoscaling/v1/conversion.go,
    /// `Convert_v1_HorizontalPodAutoscaler_To_autoscaling_HorizontalPodAutoscaler`.
    AUTOSCALER_BROKEN_ANNOTATIONS since 18;
    /// HorizontalPodAutoscalers have a behavior.
    ///
    /// kubernetes pkg/apis/autoscaling/v1/conversion.go, `BehaviorSpecsAnnotation`.
    AUTOSCALER_BEHAVIOR since 18;
    /// HorizontalPodAutoscalers: rules of the behavior have a tolerance.
    ///
    /// kubernetes pkg/apis/autoscaling/types.go, `HPAScalingRules`.
    AUTOSCALER_TOLERANCE since 33;
}
