//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CROSS_VERSION_OBJECT_REFERENCE "k8s.io/api/autoscaling/v1.CrossVersionObjectReference" {
  1 [8 MAX "kind" Single String VALUE Keep]
  2 [8 MAX "name" Single String VALUE Keep]
  3 [8 MAX "apiVersion" Single String VALUE Omit]
}
V1_HORIZONTAL_POD_AUTOSCALER "k8s.io/api/autoscaling/v1.HorizontalPodAutoscaler" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AutoscalingV1HorizontalPodAutoscalerSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(AutoscalingV1HorizontalPodAutoscalerStatus) VALUE Omit]
}
V1_HORIZONTAL_POD_AUTOSCALER_SPEC "k8s.io/api/autoscaling/v1.HorizontalPodAutoscalerSpec" {
  1 [8 MAX "scaleTargetRef" Single Message(AutoscalingV1CrossVersionObjectReference) VALUE Keep]
  2 [8 MAX "minReplicas" Single Int32 POINTER Omit]
  3 [8 MAX "maxReplicas" Single Int32 VALUE Keep]
  4 [8 MAX "targetCPUUtilizationPercentage" Single Int32 POINTER Omit]
}
V1_HORIZONTAL_POD_AUTOSCALER_STATUS "k8s.io/api/autoscaling/v1.HorizontalPodAutoscalerStatus" {
  1 [8 MAX "observedGeneration" Single Int64 POINTER Omit]
  2 [8 MAX "lastScaleTime" Single Time POINTER Omit]
  3 [8 MAX "currentReplicas" Single Int32 VALUE Keep]
  4 [8 MAX "desiredReplicas" Single Int32 VALUE Keep]
  5 [8 MAX "currentCPUUtilizationPercentage" Single Int32 POINTER Omit]
}
V1_SCALE "k8s.io/api/autoscaling/v1.Scale" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AutoscalingV1ScaleSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(AutoscalingV1ScaleStatus) VALUE Omit]
}
V1_SCALE_SPEC "k8s.io/api/autoscaling/v1.ScaleSpec" {
  1 [8 MAX "replicas" Single Int32 VALUE Omit]
}
V1_SCALE_STATUS "k8s.io/api/autoscaling/v1.ScaleStatus" {
  1 [8 MAX "replicas" Single Int32 VALUE Keep]
  2 [8 MAX "selector" Single String VALUE Omit]
}
V2_CONTAINER_RESOURCE_METRIC_SOURCE "k8s.io/api/autoscaling/v2.ContainerResourceMetricSource" {
  1 [23 MAX "name" Single String VALUE Keep]
  2 [23 MAX "target" Single Message(AutoscalingV2MetricTarget) VALUE Keep]
  3 [23 MAX "container" Single String VALUE Keep]
}
V2_CONTAINER_RESOURCE_METRIC_STATUS "k8s.io/api/autoscaling/v2.ContainerResourceMetricStatus" {
  1 [23 MAX "name" Single String VALUE Keep]
  2 [23 MAX "current" Single Message(AutoscalingV2MetricValueStatus) VALUE Keep]
  3 [23 MAX "container" Single String VALUE Keep]
}
V2_CROSS_VERSION_OBJECT_REFERENCE "k8s.io/api/autoscaling/v2.CrossVersionObjectReference" {
  1 [23 MAX "kind" Single String VALUE Keep]
  2 [23 MAX "name" Single String VALUE Keep]
  3 [23 MAX "apiVersion" Single String VALUE Omit]
}
V2_EXTERNAL_METRIC_SOURCE "k8s.io/api/autoscaling/v2.ExternalMetricSource" {
  1 [23 MAX "metric" Single Message(AutoscalingV2MetricIdentifier) VALUE Keep]
  2 [23 MAX "target" Single Message(AutoscalingV2MetricTarget) VALUE Keep]
}
V2_EXTERNAL_METRIC_STATUS "k8s.io/api/autoscaling/v2.ExternalMetricStatus" {
  1 [23 MAX "metric" Single Message(AutoscalingV2MetricIdentifier) VALUE Keep]
  2 [23 MAX "current" Single Message(AutoscalingV2MetricValueStatus) VALUE Keep]
}
V2_HPA_SCALING_POLICY "k8s.io/api/autoscaling/v2.HPAScalingPolicy" {
  1 [23 MAX "type" Single String VALUE Keep]
  2 [23 MAX "value" Single Int32 VALUE Keep]
  3 [23 MAX "periodSeconds" Single Int32 VALUE Keep]
}
V2_HPA_SCALING_RULES "k8s.io/api/autoscaling/v2.HPAScalingRules" {
  3 [23 MAX "stabilizationWindowSeconds" Single Int32 POINTER Omit]
  1 [23 MAX "selectPolicy" Single String POINTER Omit]
  2 [23 MAX "policies" List Message(AutoscalingV2HPAScalingPolicy) VALUE Omit]
  4 [33 MAX "tolerance" Single Quantity POINTER Omit]
}
V2_HORIZONTAL_POD_AUTOSCALER "k8s.io/api/autoscaling/v2.HorizontalPodAutoscaler" {
  1 [23 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [23 MAX "spec" Single Message(AutoscalingV2HorizontalPodAutoscalerSpec) VALUE Omit]
  3 [23 MAX "status" Single Message(AutoscalingV2HorizontalPodAutoscalerStatus) VALUE Omit]
}
V2_HORIZONTAL_POD_AUTOSCALER_BEHAVIOR "k8s.io/api/autoscaling/v2.HorizontalPodAutoscalerBehavior" {
  1 [23 MAX "scaleUp" Single Message(AutoscalingV2HPAScalingRules) POINTER Omit]
  2 [23 MAX "scaleDown" Single Message(AutoscalingV2HPAScalingRules) POINTER Omit]
}
V2_HORIZONTAL_POD_AUTOSCALER_CONDITION "k8s.io/api/autoscaling/v2.HorizontalPodAutoscalerCondition" {
  1 [23 MAX "type" Single String VALUE Keep]
  2 [23 MAX "status" Single String VALUE Keep]
  3 [23 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [23 MAX "reason" Single String VALUE Omit]
  5 [23 MAX "message" Single String VALUE Omit]
  6 [37 MAX "observedGeneration" Single Int64 POINTER Omit]
}
V2_HORIZONTAL_POD_AUTOSCALER_SPEC "k8s.io/api/autoscaling/v2.HorizontalPodAutoscalerSpec" {
  1 [23 MAX "scaleTargetRef" Single Message(AutoscalingV2CrossVersionObjectReference) VALUE Keep]
  2 [23 MAX "minReplicas" Single Int32 POINTER Omit]
  3 [23 MAX "maxReplicas" Single Int32 VALUE Keep]
  4 [23 MAX "metrics" List Message(AutoscalingV2MetricSpec) VALUE Omit]
  5 [23 MAX "behavior" Single Message(AutoscalingV2HorizontalPodAutoscalerBehavior) POINTER Omit]
}
V2_HORIZONTAL_POD_AUTOSCALER_STATUS "k8s.io/api/autoscaling/v2.HorizontalPodAutoscalerStatus" {
  1 [23 MAX "observedGeneration" Single Int64 POINTER Omit]
  2 [23 MAX "lastScaleTime" Single Time POINTER Omit]
  3 [23 MAX "currentReplicas" Single Int32 VALUE Omit]
  4 [23 MAX "desiredReplicas" Single Int32 VALUE Keep]
  5 [23 MAX "currentMetrics" List Message(AutoscalingV2MetricStatus) VALUE Keep]
  6 [23 MAX "conditions" List Message(AutoscalingV2HorizontalPodAutoscalerCondition) VALUE Omit]
}
V2_METRIC_IDENTIFIER "k8s.io/api/autoscaling/v2.MetricIdentifier" {
  1 [23 MAX "name" Single String VALUE Keep]
  2 [23 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
}
V2_METRIC_SPEC "k8s.io/api/autoscaling/v2.MetricSpec" {
  1 [23 MAX "type" Single String VALUE Keep]
  2 [23 MAX "object" Single Message(AutoscalingV2ObjectMetricSource) POINTER Omit]
  3 [23 MAX "pods" Single Message(AutoscalingV2PodsMetricSource) POINTER Omit]
  4 [23 MAX "resource" Single Message(AutoscalingV2ResourceMetricSource) POINTER Omit]
  7 [23 MAX "containerResource" Single Message(AutoscalingV2ContainerResourceMetricSource) POINTER Omit]
  5 [23 MAX "external" Single Message(AutoscalingV2ExternalMetricSource) POINTER Omit]
}
V2_METRIC_STATUS "k8s.io/api/autoscaling/v2.MetricStatus" {
  1 [23 MAX "type" Single String VALUE Keep]
  2 [23 MAX "object" Single Message(AutoscalingV2ObjectMetricStatus) POINTER Omit]
  3 [23 MAX "pods" Single Message(AutoscalingV2PodsMetricStatus) POINTER Omit]
  4 [23 MAX "resource" Single Message(AutoscalingV2ResourceMetricStatus) POINTER Omit]
  7 [23 MAX "containerResource" Single Message(AutoscalingV2ContainerResourceMetricStatus) POINTER Omit]
  5 [23 MAX "external" Single Message(AutoscalingV2ExternalMetricStatus) POINTER Omit]
}
V2_METRIC_TARGET "k8s.io/api/autoscaling/v2.MetricTarget" {
  1 [23 MAX "type" Single String VALUE Keep]
  2 [23 MAX "value" Single Quantity POINTER Omit]
  3 [23 MAX "averageValue" Single Quantity POINTER Omit]
  4 [23 MAX "averageUtilization" Single Int32 POINTER Omit]
}
V2_METRIC_VALUE_STATUS "k8s.io/api/autoscaling/v2.MetricValueStatus" {
  1 [23 MAX "value" Single Quantity POINTER Omit]
  2 [23 MAX "averageValue" Single Quantity POINTER Omit]
  3 [23 MAX "averageUtilization" Single Int32 POINTER Omit]
}
V2_OBJECT_METRIC_SOURCE "k8s.io/api/autoscaling/v2.ObjectMetricSource" {
  1 [23 MAX "describedObject" Single Message(AutoscalingV2CrossVersionObjectReference) VALUE Keep]
  2 [23 MAX "target" Single Message(AutoscalingV2MetricTarget) VALUE Keep]
  3 [23 MAX "metric" Single Message(AutoscalingV2MetricIdentifier) VALUE Keep]
}
V2_OBJECT_METRIC_STATUS "k8s.io/api/autoscaling/v2.ObjectMetricStatus" {
  1 [23 MAX "metric" Single Message(AutoscalingV2MetricIdentifier) VALUE Keep]
  2 [23 MAX "current" Single Message(AutoscalingV2MetricValueStatus) VALUE Keep]
  3 [23 MAX "describedObject" Single Message(AutoscalingV2CrossVersionObjectReference) VALUE Keep]
}
V2_PODS_METRIC_SOURCE "k8s.io/api/autoscaling/v2.PodsMetricSource" {
  1 [23 MAX "metric" Single Message(AutoscalingV2MetricIdentifier) VALUE Keep]
  2 [23 MAX "target" Single Message(AutoscalingV2MetricTarget) VALUE Keep]
}
V2_PODS_METRIC_STATUS "k8s.io/api/autoscaling/v2.PodsMetricStatus" {
  1 [23 MAX "metric" Single Message(AutoscalingV2MetricIdentifier) VALUE Keep]
  2 [23 MAX "current" Single Message(AutoscalingV2MetricValueStatus) VALUE Keep]
}
V2_RESOURCE_METRIC_SOURCE "k8s.io/api/autoscaling/v2.ResourceMetricSource" {
  1 [23 MAX "name" Single String VALUE Keep]
  2 [23 MAX "target" Single Message(AutoscalingV2MetricTarget) VALUE Keep]
}
V2_RESOURCE_METRIC_STATUS "k8s.io/api/autoscaling/v2.ResourceMetricStatus" {
  1 [23 MAX "name" Single String VALUE Keep]
  2 [23 MAX "current" Single Message(AutoscalingV2MetricValueStatus) VALUE Keep]
}
V2BETA1_CONTAINER_RESOURCE_METRIC_SOURCE "k8s.io/api/autoscaling/v2beta1.ContainerResourceMetricSource" {
  1 [20 35 "name" Single String VALUE Keep]
  2 [20 35 "targetAverageUtilization" Single Int32 POINTER Omit]
  3 [20 35 "targetAverageValue" Single Quantity POINTER Omit]
  4 [20 35 "container" Single String VALUE Keep]
}
V2BETA1_CONTAINER_RESOURCE_METRIC_STATUS "k8s.io/api/autoscaling/v2beta1.ContainerResourceMetricStatus" {
  1 [20 35 "name" Single String VALUE Keep]
  2 [20 35 "currentAverageUtilization" Single Int32 POINTER Omit]
  3 [20 35 "currentAverageValue" Single Quantity VALUE Keep]
  4 [20 35 "container" Single String VALUE Keep]
}
V2BETA1_CROSS_VERSION_OBJECT_REFERENCE "k8s.io/api/autoscaling/v2beta1.CrossVersionObjectReference" {
  1 [8 35 "kind" Single String VALUE Keep]
  2 [8 35 "name" Single String VALUE Keep]
  3 [8 35 "apiVersion" Single String VALUE Omit]
}
V2BETA1_EXTERNAL_METRIC_SOURCE "k8s.io/api/autoscaling/v2beta1.ExternalMetricSource" {
  1 [10 35 "metricName" Single String VALUE Keep]
  2 [10 35 "metricSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [10 35 "targetValue" Single Quantity POINTER Omit]
  4 [10 35 "targetAverageValue" Single Quantity POINTER Omit]
}
V2BETA1_EXTERNAL_METRIC_STATUS "k8s.io/api/autoscaling/v2beta1.ExternalMetricStatus" {
  1 [10 35 "metricName" Single String VALUE Keep]
  2 [10 35 "metricSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [10 35 "currentValue" Single Quantity VALUE Keep]
  4 [10 35 "currentAverageValue" Single Quantity POINTER Omit]
}
V2BETA1_HORIZONTAL_POD_AUTOSCALER "k8s.io/api/autoscaling/v2beta1.HorizontalPodAutoscaler" {
  1 [8 35 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 35 "spec" Single Message(AutoscalingV2beta1HorizontalPodAutoscalerSpec) VALUE Omit]
  3 [8 35 "status" Single Message(AutoscalingV2beta1HorizontalPodAutoscalerStatus) VALUE Omit]
}
V2BETA1_HORIZONTAL_POD_AUTOSCALER_CONDITION "k8s.io/api/autoscaling/v2beta1.HorizontalPodAutoscalerCondition" {
  1 [8 35 "type" Single String VALUE Keep]
  2 [8 35 "status" Single String VALUE Keep]
  3 [8 35 "lastTransitionTime" Single Time VALUE Omit]
  4 [8 35 "reason" Single String VALUE Omit]
  5 [8 35 "message" Single String VALUE Omit]
}
V2BETA1_HORIZONTAL_POD_AUTOSCALER_SPEC "k8s.io/api/autoscaling/v2beta1.HorizontalPodAutoscalerSpec" {
  1 [8 35 "scaleTargetRef" Single Message(AutoscalingV2beta1CrossVersionObjectReference) VALUE Keep]
  2 [8 35 "minReplicas" Single Int32 POINTER Omit]
  3 [8 35 "maxReplicas" Single Int32 VALUE Keep]
  4 [8 35 "metrics" List Message(AutoscalingV2beta1MetricSpec) VALUE Omit]
}
V2BETA1_HORIZONTAL_POD_AUTOSCALER_STATUS "k8s.io/api/autoscaling/v2beta1.HorizontalPodAutoscalerStatus" {
  1 [8 35 "observedGeneration" Single Int64 POINTER Omit]
  2 [8 35 "lastScaleTime" Single Time POINTER Omit]
  3 [8 35 "currentReplicas" Single Int32 VALUE Keep]
  4 [8 35 "desiredReplicas" Single Int32 VALUE Keep]
  5 [8 35 "currentMetrics" List Message(AutoscalingV2beta1MetricStatus) VALUE Keep]
  6 [8 35 "conditions" List Message(AutoscalingV2beta1HorizontalPodAutoscalerCondition) VALUE Keep]
}
V2BETA1_METRIC_SPEC "k8s.io/api/autoscaling/v2beta1.MetricSpec" {
  1 [8 35 "type" Single String VALUE Keep]
  2 [8 35 "object" Single Message(AutoscalingV2beta1ObjectMetricSource) POINTER Omit]
  3 [8 35 "pods" Single Message(AutoscalingV2beta1PodsMetricSource) POINTER Omit]
  4 [8 35 "resource" Single Message(AutoscalingV2beta1ResourceMetricSource) POINTER Omit]
  7 [20 35 "containerResource" Single Message(AutoscalingV2beta1ContainerResourceMetricSource) POINTER Omit]
  5 [10 35 "external" Single Message(AutoscalingV2beta1ExternalMetricSource) POINTER Omit]
}
V2BETA1_METRIC_STATUS "k8s.io/api/autoscaling/v2beta1.MetricStatus" {
  1 [8 35 "type" Single String VALUE Keep]
  2 [8 35 "object" Single Message(AutoscalingV2beta1ObjectMetricStatus) POINTER Omit]
  3 [8 35 "pods" Single Message(AutoscalingV2beta1PodsMetricStatus) POINTER Omit]
  4 [8 35 "resource" Single Message(AutoscalingV2beta1ResourceMetricStatus) POINTER Omit]
  7 [20 35 "containerResource" Single Message(AutoscalingV2beta1ContainerResourceMetricStatus) POINTER Omit]
  5 [10 35 "external" Single Message(AutoscalingV2beta1ExternalMetricStatus) POINTER Omit]
}
V2BETA1_OBJECT_METRIC_SOURCE "k8s.io/api/autoscaling/v2beta1.ObjectMetricSource" {
  1 [8 35 "target" Single Message(AutoscalingV2beta1CrossVersionObjectReference) VALUE Keep]
  2 [8 35 "metricName" Single String VALUE Keep]
  3 [8 35 "targetValue" Single Quantity VALUE Keep]
  4 [12 35 "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  5 [12 35 "averageValue" Single Quantity POINTER Omit]
}
V2BETA1_OBJECT_METRIC_STATUS "k8s.io/api/autoscaling/v2beta1.ObjectMetricStatus" {
  1 [8 35 "target" Single Message(AutoscalingV2beta1CrossVersionObjectReference) VALUE Keep]
  2 [8 35 "metricName" Single String VALUE Keep]
  3 [8 35 "currentValue" Single Quantity VALUE Keep]
  4 [12 35 "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  5 [12 35 "averageValue" Single Quantity POINTER Omit]
}
V2BETA1_PODS_METRIC_SOURCE "k8s.io/api/autoscaling/v2beta1.PodsMetricSource" {
  1 [8 35 "metricName" Single String VALUE Keep]
  2 [8 35 "targetAverageValue" Single Quantity VALUE Keep]
  3 [12 35 "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
}
V2BETA1_PODS_METRIC_STATUS "k8s.io/api/autoscaling/v2beta1.PodsMetricStatus" {
  1 [8 35 "metricName" Single String VALUE Keep]
  2 [8 35 "currentAverageValue" Single Quantity VALUE Keep]
  3 [12 35 "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
}
V2BETA1_RESOURCE_METRIC_SOURCE "k8s.io/api/autoscaling/v2beta1.ResourceMetricSource" {
  1 [8 35 "name" Single String VALUE Keep]
  2 [8 35 "targetAverageUtilization" Single Int32 POINTER Omit]
  3 [8 35 "targetAverageValue" Single Quantity POINTER Omit]
}
V2BETA1_RESOURCE_METRIC_STATUS "k8s.io/api/autoscaling/v2beta1.ResourceMetricStatus" {
  1 [8 35 "name" Single String VALUE Keep]
  2 [8 35 "currentAverageUtilization" Single Int32 POINTER Omit]
  3 [8 35 "currentAverageValue" Single Quantity VALUE Keep]
}
V2BETA2_CONTAINER_RESOURCE_METRIC_SOURCE "k8s.io/api/autoscaling/v2beta2.ContainerResourceMetricSource" {
  1 [20 35 "name" Single String VALUE Keep]
  2 [20 35 "target" Single Message(AutoscalingV2beta2MetricTarget) VALUE Keep]
  3 [20 35 "container" Single String VALUE Keep]
}
V2BETA2_CONTAINER_RESOURCE_METRIC_STATUS "k8s.io/api/autoscaling/v2beta2.ContainerResourceMetricStatus" {
  1 [20 35 "name" Single String VALUE Keep]
  2 [20 35 "current" Single Message(AutoscalingV2beta2MetricValueStatus) VALUE Keep]
  3 [20 35 "container" Single String VALUE Keep]
}
V2BETA2_CROSS_VERSION_OBJECT_REFERENCE "k8s.io/api/autoscaling/v2beta2.CrossVersionObjectReference" {
  1 [12 35 "kind" Single String VALUE Keep]
  2 [12 35 "name" Single String VALUE Keep]
  3 [12 35 "apiVersion" Single String VALUE Omit]
}
V2BETA2_EXTERNAL_METRIC_SOURCE "k8s.io/api/autoscaling/v2beta2.ExternalMetricSource" {
  1 [12 35 "metric" Single Message(AutoscalingV2beta2MetricIdentifier) VALUE Keep]
  2 [12 35 "target" Single Message(AutoscalingV2beta2MetricTarget) VALUE Keep]
}
V2BETA2_EXTERNAL_METRIC_STATUS "k8s.io/api/autoscaling/v2beta2.ExternalMetricStatus" {
  1 [12 35 "metric" Single Message(AutoscalingV2beta2MetricIdentifier) VALUE Keep]
  2 [12 35 "current" Single Message(AutoscalingV2beta2MetricValueStatus) VALUE Keep]
}
V2BETA2_HPA_SCALING_POLICY "k8s.io/api/autoscaling/v2beta2.HPAScalingPolicy" {
  1 [18 35 "type" Single String VALUE Keep]
  2 [18 35 "value" Single Int32 VALUE Keep]
  3 [18 35 "periodSeconds" Single Int32 VALUE Keep]
}
V2BETA2_HPA_SCALING_RULES "k8s.io/api/autoscaling/v2beta2.HPAScalingRules" {
  3 [18 19 "stabilizationWindowSeconds" Single Int32 POINTER Keep] [20 35 "stabilizationWindowSeconds" Single Int32 POINTER Omit]
  1 [18 35 "selectPolicy" Single String POINTER Omit]
  2 [18 35 "policies" List Message(AutoscalingV2beta2HPAScalingPolicy) VALUE Omit]
}
V2BETA2_HORIZONTAL_POD_AUTOSCALER "k8s.io/api/autoscaling/v2beta2.HorizontalPodAutoscaler" {
  1 [12 35 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [12 35 "spec" Single Message(AutoscalingV2beta2HorizontalPodAutoscalerSpec) VALUE Omit]
  3 [12 35 "status" Single Message(AutoscalingV2beta2HorizontalPodAutoscalerStatus) VALUE Omit]
}
V2BETA2_HORIZONTAL_POD_AUTOSCALER_BEHAVIOR "k8s.io/api/autoscaling/v2beta2.HorizontalPodAutoscalerBehavior" {
  1 [18 35 "scaleUp" Single Message(AutoscalingV2beta2HPAScalingRules) POINTER Omit]
  2 [18 35 "scaleDown" Single Message(AutoscalingV2beta2HPAScalingRules) POINTER Omit]
}
V2BETA2_HORIZONTAL_POD_AUTOSCALER_CONDITION "k8s.io/api/autoscaling/v2beta2.HorizontalPodAutoscalerCondition" {
  1 [12 35 "type" Single String VALUE Keep]
  2 [12 35 "status" Single String VALUE Keep]
  3 [12 35 "lastTransitionTime" Single Time VALUE Omit]
  4 [12 35 "reason" Single String VALUE Omit]
  5 [12 35 "message" Single String VALUE Omit]
}
V2BETA2_HORIZONTAL_POD_AUTOSCALER_SPEC "k8s.io/api/autoscaling/v2beta2.HorizontalPodAutoscalerSpec" {
  1 [12 35 "scaleTargetRef" Single Message(AutoscalingV2beta2CrossVersionObjectReference) VALUE Keep]
  2 [12 35 "minReplicas" Single Int32 POINTER Omit]
  3 [12 35 "maxReplicas" Single Int32 VALUE Keep]
  4 [12 35 "metrics" List Message(AutoscalingV2beta2MetricSpec) VALUE Omit]
  5 [18 35 "behavior" Single Message(AutoscalingV2beta2HorizontalPodAutoscalerBehavior) POINTER Omit]
}
V2BETA2_HORIZONTAL_POD_AUTOSCALER_STATUS "k8s.io/api/autoscaling/v2beta2.HorizontalPodAutoscalerStatus" {
  1 [12 35 "observedGeneration" Single Int64 POINTER Omit]
  2 [12 35 "lastScaleTime" Single Time POINTER Omit]
  3 [12 35 "currentReplicas" Single Int32 VALUE Keep]
  4 [12 35 "desiredReplicas" Single Int32 VALUE Keep]
  5 [12 35 "currentMetrics" List Message(AutoscalingV2beta2MetricStatus) VALUE Keep]
  6 [12 35 "conditions" List Message(AutoscalingV2beta2HorizontalPodAutoscalerCondition) VALUE Keep]
}
V2BETA2_METRIC_IDENTIFIER "k8s.io/api/autoscaling/v2beta2.MetricIdentifier" {
  1 [12 35 "name" Single String VALUE Keep]
  2 [12 35 "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
}
V2BETA2_METRIC_SPEC "k8s.io/api/autoscaling/v2beta2.MetricSpec" {
  1 [12 35 "type" Single String VALUE Keep]
  2 [12 35 "object" Single Message(AutoscalingV2beta2ObjectMetricSource) POINTER Omit]
  3 [12 35 "pods" Single Message(AutoscalingV2beta2PodsMetricSource) POINTER Omit]
  4 [12 35 "resource" Single Message(AutoscalingV2beta2ResourceMetricSource) POINTER Omit]
  7 [20 35 "containerResource" Single Message(AutoscalingV2beta2ContainerResourceMetricSource) POINTER Omit]
  5 [12 35 "external" Single Message(AutoscalingV2beta2ExternalMetricSource) POINTER Omit]
}
V2BETA2_METRIC_STATUS "k8s.io/api/autoscaling/v2beta2.MetricStatus" {
  1 [12 35 "type" Single String VALUE Keep]
  2 [12 35 "object" Single Message(AutoscalingV2beta2ObjectMetricStatus) POINTER Omit]
  3 [12 35 "pods" Single Message(AutoscalingV2beta2PodsMetricStatus) POINTER Omit]
  4 [12 35 "resource" Single Message(AutoscalingV2beta2ResourceMetricStatus) POINTER Omit]
  7 [20 35 "containerResource" Single Message(AutoscalingV2beta2ContainerResourceMetricStatus) POINTER Omit]
  5 [12 35 "external" Single Message(AutoscalingV2beta2ExternalMetricStatus) POINTER Omit]
}
V2BETA2_METRIC_TARGET "k8s.io/api/autoscaling/v2beta2.MetricTarget" {
  1 [12 35 "type" Single String VALUE Keep]
  2 [12 35 "value" Single Quantity POINTER Omit]
  3 [12 35 "averageValue" Single Quantity POINTER Omit]
  4 [12 35 "averageUtilization" Single Int32 POINTER Omit]
}
V2BETA2_METRIC_VALUE_STATUS "k8s.io/api/autoscaling/v2beta2.MetricValueStatus" {
  1 [12 35 "value" Single Quantity POINTER Omit]
  2 [12 35 "averageValue" Single Quantity POINTER Omit]
  3 [12 35 "averageUtilization" Single Int32 POINTER Omit]
}
V2BETA2_OBJECT_METRIC_SOURCE "k8s.io/api/autoscaling/v2beta2.ObjectMetricSource" {
  1 [12 35 "describedObject" Single Message(AutoscalingV2beta2CrossVersionObjectReference) VALUE Keep]
  2 [12 35 "target" Single Message(AutoscalingV2beta2MetricTarget) VALUE Keep]
  3 [12 35 "metric" Single Message(AutoscalingV2beta2MetricIdentifier) VALUE Keep]
}
V2BETA2_OBJECT_METRIC_STATUS "k8s.io/api/autoscaling/v2beta2.ObjectMetricStatus" {
  1 [12 35 "metric" Single Message(AutoscalingV2beta2MetricIdentifier) VALUE Keep]
  2 [12 35 "current" Single Message(AutoscalingV2beta2MetricValueStatus) VALUE Keep]
  3 [12 35 "describedObject" Single Message(AutoscalingV2beta2CrossVersionObjectReference) VALUE Keep]
}
V2BETA2_PODS_METRIC_SOURCE "k8s.io/api/autoscaling/v2beta2.PodsMetricSource" {
  1 [12 35 "metric" Single Message(AutoscalingV2beta2MetricIdentifier) VALUE Keep]
  2 [12 35 "target" Single Message(AutoscalingV2beta2MetricTarget) VALUE Keep]
}
V2BETA2_PODS_METRIC_STATUS "k8s.io/api/autoscaling/v2beta2.PodsMetricStatus" {
  1 [12 35 "metric" Single Message(AutoscalingV2beta2MetricIdentifier) VALUE Keep]
  2 [12 35 "current" Single Message(AutoscalingV2beta2MetricValueStatus) VALUE Keep]
}
V2BETA2_RESOURCE_METRIC_SOURCE "k8s.io/api/autoscaling/v2beta2.ResourceMetricSource" {
  1 [12 35 "name" Single String VALUE Keep]
  2 [12 35 "target" Single Message(AutoscalingV2beta2MetricTarget) VALUE Keep]
}
V2BETA2_RESOURCE_METRIC_STATUS "k8s.io/api/autoscaling/v2beta2.ResourceMetricStatus" {
  1 [12 35 "name" Single String VALUE Keep]
  2 [12 35 "current" Single Message(AutoscalingV2beta2MetricValueStatus) VALUE Keep]
}
}
