//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CONVERSION_REQUEST "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.ConversionRequest" {
  1 [16 MAX "uid" Single String VALUE Keep]
  2 [16 MAX "desiredAPIVersion" Single String VALUE Keep]
  3 [16 MAX "objects" List RawExtension VALUE Keep]
}
V1_CONVERSION_RESPONSE "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.ConversionResponse" {
  1 [16 MAX "uid" Single String VALUE Keep]
  2 [16 MAX "convertedObjects" List RawExtension VALUE Keep]
  3 [16 MAX "result" Single Message(MetaV1Status) VALUE Keep]
}
V1_CONVERSION_REVIEW "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.ConversionReview" {
  1 [16 MAX "request" Single Message(ApiextensionsV1ConversionRequest) POINTER Omit]
  2 [16 MAX "response" Single Message(ApiextensionsV1ConversionResponse) POINTER Omit]
}
V1_CUSTOM_RESOURCE_COLUMN_DEFINITION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceColumnDefinition" {
  1 [16 MAX "name" Single String VALUE Keep]
  2 [16 MAX "type" Single String VALUE Keep]
  3 [16 MAX "format" Single String VALUE Omit]
  4 [16 MAX "description" Single String VALUE Omit]
  5 [16 MAX "priority" Single Int32 VALUE Omit]
  6 [16 MAX "jsonPath" Single String VALUE Keep]
}
V1_CUSTOM_RESOURCE_CONVERSION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceConversion" {
  1 [16 MAX "strategy" Single String VALUE Keep]
  2 [16 MAX "webhook" Single Message(ApiextensionsV1WebhookConversion) POINTER Omit]
}
V1_CUSTOM_RESOURCE_DEFINITION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceDefinition" {
  1 [16 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [16 MAX "spec" Single Message(ApiextensionsV1CustomResourceDefinitionSpec) VALUE Keep]
  3 [16 MAX "status" Single Message(ApiextensionsV1CustomResourceDefinitionStatus) VALUE Omit]
}
V1_CUSTOM_RESOURCE_DEFINITION_CONDITION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceDefinitionCondition" {
  1 [16 MAX "type" Single String VALUE Keep]
  2 [16 MAX "status" Single String VALUE Keep]
  3 [16 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [16 MAX "reason" Single String VALUE Omit]
  5 [16 MAX "message" Single String VALUE Omit]
  6 [35 MAX "observedGeneration" Single Int64 VALUE Omit]
}
V1_CUSTOM_RESOURCE_DEFINITION_NAMES "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceDefinitionNames" {
  1 [16 MAX "plural" Single String VALUE Keep]
  2 [16 MAX "singular" Single String VALUE Omit]
  3 [16 MAX "shortNames" List String VALUE Omit]
  4 [16 MAX "kind" Single String VALUE Keep]
  5 [16 MAX "listKind" Single String VALUE Omit]
  6 [16 MAX "categories" List String VALUE Omit]
}
V1_CUSTOM_RESOURCE_DEFINITION_SPEC "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceDefinitionSpec" {
  1 [16 MAX "group" Single String VALUE Keep]
  3 [16 MAX "names" Single Message(ApiextensionsV1CustomResourceDefinitionNames) VALUE Keep]
  4 [16 MAX "scope" Single String VALUE Keep]
  7 [16 MAX "versions" List Message(ApiextensionsV1CustomResourceDefinitionVersion) VALUE Keep]
  9 [16 MAX "conversion" Single Message(ApiextensionsV1CustomResourceConversion) POINTER Omit]
  10 [16 MAX "preserveUnknownFields" Single Bool VALUE Omit]
}
V1_CUSTOM_RESOURCE_DEFINITION_STATUS "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceDefinitionStatus" {
  1 [16 MAX "conditions" List Message(ApiextensionsV1CustomResourceDefinitionCondition) VALUE Keep]
  2 [16 MAX "acceptedNames" Single Message(ApiextensionsV1CustomResourceDefinitionNames) VALUE Keep]
  3 [16 MAX "storedVersions" List String VALUE Keep]
  4 [35 MAX "observedGeneration" Single Int64 VALUE Omit]
}
V1_CUSTOM_RESOURCE_DEFINITION_VERSION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceDefinitionVersion" {
  1 [16 MAX "name" Single String VALUE Keep]
  2 [16 MAX "served" Single Bool VALUE Keep]
  3 [16 MAX "storage" Single Bool VALUE Keep]
  7 [19 MAX "deprecated" Single Bool VALUE Omit]
  8 [19 MAX "deprecationWarning" Single String POINTER Omit]
  4 [16 MAX "schema" Single Message(ApiextensionsV1CustomResourceValidation) POINTER Omit]
  5 [16 MAX "subresources" Single Message(ApiextensionsV1CustomResourceSubresources) POINTER Omit]
  6 [16 MAX "additionalPrinterColumns" List Message(ApiextensionsV1CustomResourceColumnDefinition) VALUE Omit]
  9 [30 MAX "selectableFields" List Message(ApiextensionsV1SelectableField) VALUE Omit]
}
V1_CUSTOM_RESOURCE_SUBRESOURCE_SCALE "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceSubresourceScale" {
  1 [16 MAX "specReplicasPath" Single String VALUE Keep]
  2 [16 MAX "statusReplicasPath" Single String VALUE Keep]
  3 [16 MAX "labelSelectorPath" Single String POINTER Omit]
}
V1_CUSTOM_RESOURCE_SUBRESOURCE_STATUS "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceSubresourceStatus" {
}
V1_CUSTOM_RESOURCE_SUBRESOURCES "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceSubresources" {
  1 [16 MAX "status" Single Message(ApiextensionsV1CustomResourceSubresourceStatus) POINTER Omit]
  2 [16 MAX "scale" Single Message(ApiextensionsV1CustomResourceSubresourceScale) POINTER Omit]
}
V1_CUSTOM_RESOURCE_VALIDATION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.CustomResourceValidation" {
  1 [16 MAX "openAPIV3Schema" Single Message(ApiextensionsV1JSONSchemaProps) POINTER Omit]
}
V1_EXTERNAL_DOCUMENTATION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.ExternalDocumentation" {
  1 [16 MAX "description" Single String VALUE Omit]
  2 [16 MAX "url" Single String VALUE Omit]
}
V1_JSON_SCHEMA_PROPS "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaProps" {
  1 [16 MAX "id" Single String VALUE Omit]
  2 [16 MAX "$schema" Single String VALUE Omit]
  3 [16 MAX "$ref" Single String POINTER Omit]
  4 [16 MAX "description" Single String VALUE Omit]
  5 [16 MAX "type" Single String VALUE Omit]
  6 [16 MAX "format" Single String VALUE Omit]
  7 [16 MAX "title" Single String VALUE Omit]
  8 [16 MAX "default" Single Json POINTER Omit]
  9 [16 MAX "maximum" Single Double POINTER Omit]
  10 [16 MAX "exclusiveMaximum" Single Bool VALUE Omit]
  11 [16 MAX "minimum" Single Double POINTER Omit]
  12 [16 MAX "exclusiveMinimum" Single Bool VALUE Omit]
  13 [16 MAX "maxLength" Single Int64 POINTER Omit]
  14 [16 MAX "minLength" Single Int64 POINTER Omit]
  15 [16 MAX "pattern" Single String VALUE Omit]
  16 [16 MAX "maxItems" Single Int64 POINTER Omit]
  17 [16 MAX "minItems" Single Int64 POINTER Omit]
  18 [16 MAX "uniqueItems" Single Bool VALUE Omit]
  19 [16 MAX "multipleOf" Single Double POINTER Omit]
  20 [16 MAX "enum" List Json VALUE Omit]
  21 [16 MAX "maxProperties" Single Int64 POINTER Omit]
  22 [16 MAX "minProperties" Single Int64 POINTER Omit]
  23 [16 MAX "required" List String VALUE Omit]
  24 [16 MAX "items" Single SchemaOrArray(ApiextensionsV1JSONSchemaProps) POINTER Omit]
  25 [16 MAX "allOf" List Message(ApiextensionsV1JSONSchemaProps) VALUE Omit]
  26 [16 MAX "oneOf" List Message(ApiextensionsV1JSONSchemaProps) VALUE Omit]
  27 [16 MAX "anyOf" List Message(ApiextensionsV1JSONSchemaProps) VALUE Omit]
  28 [16 MAX "not" Single Message(ApiextensionsV1JSONSchemaProps) POINTER Omit]
  29 [16 MAX "properties" Map Message(ApiextensionsV1JSONSchemaProps) VALUE Omit]
  30 [16 MAX "additionalProperties" Single SchemaOrBool(ApiextensionsV1JSONSchemaProps) POINTER Omit]
  31 [16 MAX "patternProperties" Map Message(ApiextensionsV1JSONSchemaProps) VALUE Omit]
  32 [16 MAX "dependencies" Map SchemaOrStrings(ApiextensionsV1JSONSchemaProps) VALUE Omit]
  33 [16 MAX "additionalItems" Single SchemaOrBool(ApiextensionsV1JSONSchemaProps) POINTER Omit]
  34 [16 MAX "definitions" Map Message(ApiextensionsV1JSONSchemaProps) VALUE Omit]
  35 [16 MAX "externalDocs" Single Message(ApiextensionsV1ExternalDocumentation) POINTER Omit]
  36 [16 MAX "example" Single Json POINTER Omit]
  37 [16 MAX "nullable" Single Bool VALUE Omit]
  38 [16 MAX "x-kubernetes-preserve-unknown-fields" Single Bool POINTER Omit]
  39 [16 MAX "x-kubernetes-embedded-resource" Single Bool VALUE Omit]
  40 [16 MAX "x-kubernetes-int-or-string" Single Bool VALUE Omit]
  41 [16 MAX "x-kubernetes-list-map-keys" List String VALUE Omit]
  42 [16 MAX "x-kubernetes-list-type" Single String POINTER Omit]
  43 [17 MAX "x-kubernetes-map-type" Single String POINTER Omit]
  44 [23 MAX "x-kubernetes-validations" List Message(ApiextensionsV1ValidationRule) VALUE Omit]
}
V1_SELECTABLE_FIELD "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.SelectableField" {
  1 [30 MAX "jsonPath" Single String VALUE Keep]
}
V1_SERVICE_REFERENCE "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.ServiceReference" {
  1 [16 MAX "namespace" Single String VALUE Keep]
  2 [16 MAX "name" Single String VALUE Keep]
  3 [16 MAX "path" Single String POINTER Omit]
  4 [16 MAX "port" Single Int32 POINTER Omit]
}
V1_VALIDATION_RULE "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.ValidationRule" {
  1 [23 MAX "rule" Single String VALUE Keep]
  2 [23 MAX "message" Single String VALUE Omit]
  3 [27 MAX "messageExpression" Single String VALUE Omit]
  4 [28 MAX "reason" Single String POINTER Omit]
  5 [28 MAX "fieldPath" Single String VALUE Omit]
  6 [29 MAX "optionalOldSelf" Single Bool POINTER Omit]
}
V1_WEBHOOK_CLIENT_CONFIG "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.WebhookClientConfig" {
  3 [16 MAX "url" Single String POINTER Omit]
  1 [16 MAX "service" Single Message(ApiextensionsV1ServiceReference) POINTER Omit]
  2 [16 MAX "caBundle" Single Bytes VALUE Omit]
}
V1_WEBHOOK_CONVERSION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.WebhookConversion" {
  2 [16 MAX "clientConfig" Single Message(ApiextensionsV1WebhookClientConfig) POINTER Omit]
  3 [16 MAX "conversionReviewVersions" List String VALUE Keep]
}
V1BETA1_CONVERSION_REQUEST "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.ConversionRequest" {
  1 [13 MAX "uid" Single String VALUE Keep]
  2 [13 MAX "desiredAPIVersion" Single String VALUE Keep]
  3 [13 MAX "objects" List RawExtension VALUE Keep]
}
V1BETA1_CONVERSION_RESPONSE "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.ConversionResponse" {
  1 [13 MAX "uid" Single String VALUE Keep]
  2 [13 MAX "convertedObjects" List RawExtension VALUE Keep]
  3 [13 MAX "result" Single Message(MetaV1Status) VALUE Keep]
}
V1BETA1_CONVERSION_REVIEW "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.ConversionReview" {
  1 [13 MAX "request" Single Message(ApiextensionsV1beta1ConversionRequest) POINTER Omit]
  2 [13 MAX "response" Single Message(ApiextensionsV1beta1ConversionResponse) POINTER Omit]
}
V1BETA1_CUSTOM_RESOURCE_COLUMN_DEFINITION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceColumnDefinition" {
  1 [11 MAX "name" Single String VALUE Keep]
  2 [11 MAX "type" Single String VALUE Keep]
  3 [11 MAX "format" Single String VALUE Omit]
  4 [11 MAX "description" Single String VALUE Omit]
  5 [11 MAX "priority" Single Int32 VALUE Omit]
  6 [11 MAX "JSONPath" Single String VALUE Keep]
}
V1BETA1_CUSTOM_RESOURCE_CONVERSION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceConversion" {
  1 [13 MAX "strategy" Single String VALUE Keep]
  2 [13 MAX "webhookClientConfig" Single Message(ApiextensionsV1beta1WebhookClientConfig) POINTER Omit]
  3 [14 MAX "conversionReviewVersions" List String VALUE Omit]
}
V1BETA1_CUSTOM_RESOURCE_DEFINITION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceDefinition" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 11 "spec" Single Message(ApiextensionsV1beta1CustomResourceDefinitionSpec) VALUE Omit] [12 MAX "spec" Single Message(ApiextensionsV1beta1CustomResourceDefinitionSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(ApiextensionsV1beta1CustomResourceDefinitionStatus) VALUE Omit]
}
V1BETA1_CUSTOM_RESOURCE_DEFINITION_CONDITION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceDefinitionCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
  6 [35 MAX "observedGeneration" Single Int64 VALUE Omit]
}
V1BETA1_CUSTOM_RESOURCE_DEFINITION_NAMES "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceDefinitionNames" {
  1 [8 MAX "plural" Single String VALUE Keep]
  2 [8 MAX "singular" Single String VALUE Omit]
  3 [8 MAX "shortNames" List String VALUE Omit]
  4 [8 MAX "kind" Single String VALUE Keep]
  5 [8 MAX "listKind" Single String VALUE Omit]
  6 [10 MAX "categories" List String VALUE Omit]
}
V1BETA1_CUSTOM_RESOURCE_DEFINITION_SPEC "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceDefinitionSpec" {
  1 [8 MAX "group" Single String VALUE Keep]
  2 [8 10 "version" Single String VALUE Keep] [11 MAX "version" Single String VALUE Omit]
  3 [8 MAX "names" Single Message(ApiextensionsV1beta1CustomResourceDefinitionNames) VALUE Keep]
  4 [8 MAX "scope" Single String VALUE Keep]
  5 [8 MAX "validation" Single Message(ApiextensionsV1beta1CustomResourceValidation) POINTER Omit]
  6 [10 MAX "subresources" Single Message(ApiextensionsV1beta1CustomResourceSubresources) POINTER Omit]
  7 [11 MAX "versions" List Message(ApiextensionsV1beta1CustomResourceDefinitionVersion) VALUE Omit]
  8 [11 MAX "additionalPrinterColumns" List Message(ApiextensionsV1beta1CustomResourceColumnDefinition) VALUE Omit]
  11 [30 MAX "selectableFields" List Message(ApiextensionsV1beta1SelectableField) VALUE Omit]
  9 [13 MAX "conversion" Single Message(ApiextensionsV1beta1CustomResourceConversion) POINTER Omit]
  10 [15 MAX "preserveUnknownFields" Single Bool POINTER Omit]
}
V1BETA1_CUSTOM_RESOURCE_DEFINITION_STATUS "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceDefinitionStatus" {
  1 [8 MAX "conditions" List Message(ApiextensionsV1beta1CustomResourceDefinitionCondition) VALUE Keep]
  2 [8 MAX "acceptedNames" Single Message(ApiextensionsV1beta1CustomResourceDefinitionNames) VALUE Keep]
  3 [11 MAX "storedVersions" List String VALUE Keep]
  4 [35 MAX "observedGeneration" Single Int64 VALUE Omit]
}
V1BETA1_CUSTOM_RESOURCE_DEFINITION_VERSION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceDefinitionVersion" {
  1 [11 MAX "name" Single String VALUE Keep]
  2 [11 MAX "served" Single Bool VALUE Keep]
  3 [11 MAX "storage" Single Bool VALUE Keep]
  7 [19 MAX "deprecated" Single Bool VALUE Omit]
  8 [19 MAX "deprecationWarning" Single String POINTER Omit]
  4 [13 MAX "schema" Single Message(ApiextensionsV1beta1CustomResourceValidation) POINTER Omit]
  5 [13 MAX "subresources" Single Message(ApiextensionsV1beta1CustomResourceSubresources) POINTER Omit]
  6 [13 MAX "additionalPrinterColumns" List Message(ApiextensionsV1beta1CustomResourceColumnDefinition) VALUE Omit]
  9 [30 MAX "selectableFields" List Message(ApiextensionsV1beta1SelectableField) VALUE Omit]
}
V1BETA1_CUSTOM_RESOURCE_SUBRESOURCE_SCALE "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceSubresourceScale" {
  1 [10 MAX "specReplicasPath" Single String VALUE Keep]
  2 [10 MAX "statusReplicasPath" Single String VALUE Keep]
  3 [10 MAX "labelSelectorPath" Single String POINTER Omit]
}
V1BETA1_CUSTOM_RESOURCE_SUBRESOURCE_STATUS "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceSubresourceStatus" {
}
V1BETA1_CUSTOM_RESOURCE_SUBRESOURCES "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceSubresources" {
  1 [10 MAX "status" Single Message(ApiextensionsV1beta1CustomResourceSubresourceStatus) POINTER Omit]
  2 [10 MAX "scale" Single Message(ApiextensionsV1beta1CustomResourceSubresourceScale) POINTER Omit]
}
V1BETA1_CUSTOM_RESOURCE_VALIDATION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.CustomResourceValidation" {
  1 [8 MAX "openAPIV3Schema" Single Message(ApiextensionsV1beta1JSONSchemaProps) POINTER Omit]
}
V1BETA1_EXTERNAL_DOCUMENTATION "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.ExternalDocumentation" {
  1 [8 MAX "description" Single String VALUE Omit]
  2 [8 MAX "url" Single String VALUE Omit]
}
V1BETA1_JSON_SCHEMA_PROPS "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.JSONSchemaProps" {
  1 [8 MAX "id" Single String VALUE Omit]
  2 [8 MAX "$schema" Single String VALUE Omit]
  3 [8 MAX "$ref" Single String POINTER Omit]
  4 [8 MAX "description" Single String VALUE Omit]
  5 [8 MAX "type" Single String VALUE Omit]
  6 [8 MAX "format" Single String VALUE Omit]
  7 [8 MAX "title" Single String VALUE Omit]
  8 [8 MAX "default" Single Json POINTER Omit]
  9 [8 MAX "maximum" Single Double POINTER Omit]
  10 [8 MAX "exclusiveMaximum" Single Bool VALUE Omit]
  11 [8 MAX "minimum" Single Double POINTER Omit]
  12 [8 MAX "exclusiveMinimum" Single Bool VALUE Omit]
  13 [8 MAX "maxLength" Single Int64 POINTER Omit]
  14 [8 MAX "minLength" Single Int64 POINTER Omit]
  15 [8 MAX "pattern" Single String VALUE Omit]
  16 [8 MAX "maxItems" Single Int64 POINTER Omit]
  17 [8 MAX "minItems" Single Int64 POINTER Omit]
  18 [8 MAX "uniqueItems" Single Bool VALUE Omit]
  19 [8 MAX "multipleOf" Single Double POINTER Omit]
  20 [8 MAX "enum" List Json VALUE Omit]
  21 [8 MAX "maxProperties" Single Int64 POINTER Omit]
  22 [8 MAX "minProperties" Single Int64 POINTER Omit]
  23 [8 MAX "required" List String VALUE Omit]
  24 [8 MAX "items" Single SchemaOrArray(ApiextensionsV1beta1JSONSchemaProps) POINTER Omit]
  25 [8 MAX "allOf" List Message(ApiextensionsV1beta1JSONSchemaProps) VALUE Omit]
  26 [8 MAX "oneOf" List Message(ApiextensionsV1beta1JSONSchemaProps) VALUE Omit]
  27 [8 MAX "anyOf" List Message(ApiextensionsV1beta1JSONSchemaProps) VALUE Omit]
  28 [8 MAX "not" Single Message(ApiextensionsV1beta1JSONSchemaProps) POINTER Omit]
  29 [8 MAX "properties" Map Message(ApiextensionsV1beta1JSONSchemaProps) VALUE Omit]
  30 [8 MAX "additionalProperties" Single SchemaOrBool(ApiextensionsV1beta1JSONSchemaProps) POINTER Omit]
  31 [8 MAX "patternProperties" Map Message(ApiextensionsV1beta1JSONSchemaProps) VALUE Omit]
  32 [8 MAX "dependencies" Map SchemaOrStrings(ApiextensionsV1beta1JSONSchemaProps) VALUE Omit]
  33 [8 MAX "additionalItems" Single SchemaOrBool(ApiextensionsV1beta1JSONSchemaProps) POINTER Omit]
  34 [8 MAX "definitions" Map Message(ApiextensionsV1beta1JSONSchemaProps) VALUE Omit]
  35 [8 MAX "externalDocs" Single Message(ApiextensionsV1beta1ExternalDocumentation) POINTER Omit]
  36 [8 MAX "example" Single Json POINTER Omit]
  37 [14 MAX "nullable" Single Bool VALUE Omit]
  38 [15 MAX "x-kubernetes-preserve-unknown-fields" Single Bool POINTER Omit]
  39 [15 MAX "x-kubernetes-embedded-resource" Single Bool VALUE Omit]
  40 [15 MAX "x-kubernetes-int-or-string" Single Bool VALUE Omit]
  41 [16 MAX "x-kubernetes-list-map-keys" List String VALUE Omit]
  42 [16 MAX "x-kubernetes-list-type" Single String POINTER Omit]
  43 [17 MAX "x-kubernetes-map-type" Single String POINTER Omit]
  44 [23 MAX "x-kubernetes-validations" List Message(ApiextensionsV1beta1ValidationRule) VALUE Omit]
}
V1BETA1_SELECTABLE_FIELD "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.SelectableField" {
  1 [30 MAX "jsonPath" Single String VALUE Keep]
}
V1BETA1_SERVICE_REFERENCE "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.ServiceReference" {
  1 [13 MAX "namespace" Single String VALUE Keep]
  2 [13 MAX "name" Single String VALUE Keep]
  3 [13 MAX "path" Single String POINTER Omit]
  4 [15 MAX "port" Single Int32 POINTER Omit]
}
V1BETA1_VALIDATION_RULE "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.ValidationRule" {
  1 [23 MAX "rule" Single String VALUE Keep]
  2 [23 MAX "message" Single String VALUE Omit]
  3 [27 MAX "messageExpression" Single String VALUE Omit]
  4 [28 MAX "reason" Single String POINTER Omit]
  5 [28 MAX "fieldPath" Single String VALUE Omit]
  6 [29 MAX "optionalOldSelf" Single Bool POINTER Omit]
}
V1BETA1_WEBHOOK_CLIENT_CONFIG "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1.WebhookClientConfig" {
  3 [13 MAX "url" Single String POINTER Omit]
  1 [13 MAX "service" Single Message(ApiextensionsV1beta1ServiceReference) POINTER Omit]
  2 [13 MAX "caBundle" Single Bytes VALUE Omit]
}
}
