use std::collections::BTreeSet;

use super::*;
use crate::descriptor::{Empty, Kind, Label, Minors, Shape};

/// All that ever held for a field: `8-33 creationTimestamp Time omitempty; 34- ..`.
fn history(message: &str, number: u32) -> String {
    let shapes = find(message).field(number).unwrap().shapes;
    let told: Vec<String> = shapes.iter().map(tell).collect();
    told.join("; ")
}

fn tell(shape: &Shape) -> String {
    let Minors { first, last } = shape.minors;
    let last = match last {
        Minor::OPEN => String::new(),
        last => last.number().to_string(),
    };
    let label = match shape.label {
        Label::Single => "",
        Label::List => "list of ",
        Label::Map => "map of ",
    };
    let kind = match shape.kind {
        Kind::Message(at) => short(message(at).name).to_owned(),
        Kind::SchemaOrArray(at) => format!("SchemaOrArray of {}", short(message(at).name)),
        Kind::SchemaOrBool(at) => format!("SchemaOrBool of {}", short(message(at).name)),
        Kind::SchemaOrStrings(at) => format!("SchemaOrStrings of {}", short(message(at).name)),
        Kind::MessageList(at) => format!("wrapped list of {}", short(message(at).name)),
        other => format!("{other:?}"),
    };
    let pointer = if shape.pointer { "*" } else { "" };
    let empty = match shape.empty {
        Empty::Keep => "",
        Empty::Omit => " omitempty",
        Empty::OmitZero => " omitzero",
    };
    format!(
        "{}-{last} {} {pointer}{label}{kind}{empty}",
        first.number(),
        shape.json
    )
}

fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap()
}

/// A message of a Kubernetes API package: `core/v1.PodSpec`, or by its whole name.
fn find(message: &str) -> &'static Message {
    let found = [
        "",
        "k8s.io/api/",
        "k8s.io/apimachinery/pkg/apis/",
        "k8s.io/apiextensions-apiserver/pkg/apis/",
        "k8s.io/kube-aggregator/pkg/apis/",
        "github.com/openshift/api/",
    ]
    .iter()
    .find_map(|root| message_by_name(&format!("{root}{message}")));
    found.unwrap_or_else(|| panic!("no {message}"))
}

#[test]
fn tables_are_sorted_and_whole() {
    assert!(MESSAGES.is_sorted_by(|a, b| a.name < b.name));
    assert!(KINDS.is_sorted_by(|a, b| (a.api_version, a.kind) < (b.api_version, b.kind)));
    for message in MESSAGES {
        let numbers: BTreeSet<u32> = message.fields.iter().map(|f| f.number).collect();
        assert_eq!(numbers.len(), message.fields.len(), "{}", message.name);
        for field in message.fields {
            assert!(!field.shapes.is_empty(), "{}", message.name);
            assert!(
                field
                    .shapes
                    .is_sorted_by(|a, b| a.minors.last < b.minors.first),
                "{} {}",
                message.name,
                field.number
            );
            for shape in field.shapes {
                let minors = shape.minors;
                assert!(minors.first >= Minor::OLDEST && minors.first <= minors.last);
                assert!(minors.last < Minor::NEWEST || minors.last == Minor::OPEN);
                match shape.kind {
                    Kind::Message(at)
                    | Kind::MessageList(at)
                    | Kind::SchemaOrArray(at)
                    | Kind::SchemaOrBool(at)
                    | Kind::SchemaOrStrings(at) => assert!(usize::from(at) < MESSAGES.len()),
                    _ => {}
                }
            }
        }
    }
    for entry in KINDS {
        assert_eq!(short(message(entry.message).name), entry.kind);
    }
}

#[test]
fn lookups() {
    for entry in KINDS {
        assert!(std::ptr::eq(
            kind(entry.api_version, entry.kind).unwrap(),
            entry
        ));
    }
    for (at, found) in MESSAGES.iter().enumerate() {
        assert!(std::ptr::eq(message_by_name(found.name).unwrap(), found));
        assert!(std::ptr::eq(message(u16::try_from(at).unwrap()), found));
        for field in found.fields {
            assert_eq!(found.field(field.number).unwrap().number, field.number);
        }
        assert!(found.field(0).is_none());
        assert!(found.field(u32::MAX).is_none());
    }
    assert!(kind("v1", "Nope").is_none());
    assert!(kind("apps/v9", "Deployment").is_none());
    assert!(message_by_name("").is_none());
    assert!(message(u16::MAX).fields.is_empty());

    let deployment = kind("apps/v1", "Deployment").unwrap();
    assert_eq!(
        message(deployment.message).name,
        "k8s.io/api/apps/v1.Deployment"
    );
    assert_eq!(
        (deployment.minors.first, deployment.minors.last),
        (Minor::new(9), Minor::OPEN)
    );
    let policy = kind("policy/v1beta1", "PodSecurityPolicy").unwrap();
    assert_eq!(
        (policy.minors.first, policy.minors.last),
        (Minor::new(10), Minor::new(28))
    );
}

#[test]
fn shapes_by_minor() {
    // Two ranges with a gap: none in between, and the nearest is the later one.
    let meta = find("meta/v1.ManagedFieldsEntry");
    let fields = meta.field(5).unwrap();
    assert!(fields.shape_at(Minor::new(13)).is_none());
    assert!(fields.shape_at(Minor::new(14)).is_some());
    assert!(fields.shape_at(Minor::new(16)).is_none());
    assert_eq!(
        fields.nearest_shape(Minor::new(8)).unwrap().minors.first,
        Minor::new(14)
    );
    assert_eq!(
        fields.nearest_shape(Minor::new(36)).unwrap().minors.first,
        Minor::new(14)
    );
    // What holds in the newest minor holds in those to come.
    let name = find("meta/v1.ObjectMeta").field(1).unwrap();
    assert_eq!(name.shape_at(Minor::NEWEST).unwrap().json, "name");
    assert_eq!(name.shape_at(Minor::new(99)).unwrap().json, "name");
    assert!(name.shape_at(Minor::OLDEST.before()).is_none());
    assert_eq!(name.nearest_shape(Minor::new(0)).unwrap().json, "name");
}

/// Lines of `message number: history`.
fn assert_histories(expected: &str) {
    for line in expected.trim().lines() {
        let (field, expected) = line.split_once(": ").unwrap();
        let (message, number) = field.split_once(' ').unwrap();
        assert_eq!(
            history(message, number.parse().unwrap()),
            expected,
            "{field}"
        );
    }
}

#[test]
fn go_types_of_all_forms() {
    assert_histories(
        "
core/v1.Pod 1: 8- metadata ObjectMeta omitempty
core/v1.ConfigMap 2: 8- data map of String omitempty
core/v1.ConfigMap 3: 10- binaryData map of Bytes omitempty
core/v1.Secret 5: 18- immutable *Bool omitempty
core/v1.Volume 2: 8-  VolumeSource
core/v1.SecretKeySelector 1: 8-  LocalObjectReference
core/v1.Container 1: 8- name String
core/v1.ResourceRequirements 1: 8- limits map of Quantity omitempty
core/v1.Event 6: 8- firstTimestamp Time omitempty
core/v1.Event 10: 9- eventTime MicroTime omitempty
core/v1.ServicePort 4: 8- targetPort IntOrString omitempty
core/v1.PodSpec 2: 8- containers list of Container
core/v1.PodStatus 1: 8- phase String omitempty
core/v1.RangeAllocation 3: 8- data Bytes
core/v1.PodSecurityContext 4: 8- supplementalGroups list of Int64 omitempty
core/v1.PodSecurityContext 2: 8- runAsUser *Int64 omitempty
apps/v1.ControllerRevision 2: 9-36 data RawExtension omitempty; 37- data RawExtension
meta/v1.ManagedFieldsEntry 7: 16- fieldsV1 *FieldsV1 omitempty
meta/v1.OwnerReference 5: 8- apiVersion String
certificates/v1.CertificateSigningRequestSpec 6: 19- extra map of StringList omitempty
certificates/v1.CertificateSigningRequestSpec 1: 19- request Bytes
apiextensions/v1.JSONSchemaProps 3: 16- $ref *String omitempty
apiextensions/v1.JSONSchemaProps 8: 16- default *Json omitempty
apiextensions/v1.JSONSchemaProps 9: 16- maximum *Double omitempty
apiextensions/v1.JSONSchemaProps 20: 16- enum list of Json omitempty
apiextensions/v1.JSONSchemaProps 24: 16- items *SchemaOrArray of JSONSchemaProps omitempty
apiextensions/v1.JSONSchemaProps 30: 16- additionalProperties *SchemaOrBool of JSONSchemaProps omitempty
apiextensions/v1.JSONSchemaProps 32: 16- dependencies map of SchemaOrStrings of JSONSchemaProps omitempty
apiextensions/v1.JSONSchemaProps 40: 16- x-kubernetes-int-or-string Bool omitempty
apps/v1.DeploymentConfigSpec 2: 8- triggers wrapped list of DeploymentTriggerPolicy
build/v1.CommonSpec 9: 8- nodeSelector StringMap
user/v1.Identity 5: 8- extra map of String omitempty
oauth/v1.OAuthClientAuthorization 5: 8- scopes list of String omitempty
authorization/v1.Role 1: 8- metadata ObjectMeta omitempty
authorization/v1.RoleBinding 2: 8- userNames StringList
",
    );
}

#[test]
fn every_change_that_alters_output() {
    assert_histories(
        "
meta/v1.ObjectMeta 8: 8-33 creationTimestamp Time omitempty; 34- creationTimestamp Time omitzero
meta/v1.ManagedFieldsEntry 5: 14-15 fields *FieldsMap omitempty
meta/v1.ManagedFieldsEntry 7: 16- fieldsV1 *FieldsV1 omitempty
meta/v1.ObjectMeta 15: 8-24 clusterName String omitempty
meta/v1.ObjectMeta 16: 8-15 initializers *Initializers omitempty
apps/v1.StatefulSetStatus 11: 22-22 availableReplicas Int32 omitempty; 23- availableReplicas Int32
apps/v1beta1.StatefulSetStatus 11: 22-22 availableReplicas Int32 omitempty; 23- availableReplicas Int32
apps/v1beta2.StatefulSetStatus 11: 22-22 availableReplicas Int32 omitempty; 23- availableReplicas Int32
core/v1.HostAlias 1: 8-29 ip String omitempty; 30- ip String
core/v1.PodIP 1: 16-29 ip String omitempty; 30- ip String
core/v1.HostIP 1: 28-29 ip String omitempty; 30- ip String
core/v1.LimitRangeItem 1: 8-17 type String omitempty; 18- type String
core/v1.NodeSelectorTerm 1: 8-10 matchExpressions list of NodeSelectorRequirement; 11- matchExpressions list of NodeSelectorRequirement omitempty
core/v1.Sysctl 1: 8-10 Name String; 11- name String
core/v1.Sysctl 2: 8-10 Value String; 11- value String
core/v1.SecurityContext 9: 12- procMount *String omitempty
core/v1.PersistentVolumeClaimSpec 7: 12-13 dataSource *TypedLocalObjectReference; 14- dataSource *TypedLocalObjectReference omitempty
core/v1.PersistentVolumeClaimSpec 2: 8-28 resources ResourceRequirements omitempty; 29- resources VolumeResourceRequirements omitempty
core/v1.PersistentVolumeClaimSpec 8: 22-25 dataSourceRef *TypedLocalObjectReference omitempty; 26- dataSourceRef *TypedObjectReference omitempty
core/v1.PersistentVolumeClaimStatus 6: 23-27 resizeStatus *String omitempty
core/v1.PersistentVolumeClaimStatus 7: 28- allocatedResourceStatuses map of String omitempty
core/v1.PersistentVolumeSource 4: 8-12 glusterfs *GlusterfsVolumeSource omitempty; 13- glusterfs *GlusterfsPersistentVolumeSource omitempty
core/v1.PersistentVolumeSource 8: 8-10 cinder *CinderVolumeSource omitempty; 11- cinder *CinderPersistentVolumeSource omitempty
core/v1.EphemeralVolumeSource 2: 19-20 readOnly Bool omitempty
core/v1.ServiceSpec 15: 16-19 ipFamily *String omitempty
core/v1.ServiceSpec 16: 17-21 topologyKeys list of String omitempty
core/v1.ServiceSpec 17: 20- ipFamilyPolicy *String omitempty
core/v1.ServiceSpec 18: 20- clusterIPs list of String omitempty
core/v1.ServiceSpec 19: 20- ipFamilies list of String omitempty
core/v1.PodResourceClaim 2: 26-30 source ClaimSource omitempty
core/v1.PodResourceClaim 3: 31- resourceClaimName *String omitempty
core/v1.PodResourceClaim 4: 31- resourceClaimTemplateName *String omitempty
core/v1.PodSpec 42: 35-35 workloadRef *WorkloadReference omitempty
core/v1.NodeConfigSource 1: 8-10 configMapRef *ObjectReference omitempty
core/v1.EventSeries 3: 9-18 state String omitempty
events/v1beta1.Event 5: 9-15 reportingInstance String; 16- reportingInstance String omitempty
events/v1beta1.Event 6: 9-15 action String; 16- action String omitempty
events/v1beta1.Event 4: 9- reportingController String omitempty
core/v1.Event 14: 9- reportingComponent String
core/v1.Event 12: 9- action String omitempty
admissionregistration/v1beta1.WebhookClientConfig 1: 9-12 service *ServiceReference; 13- service *ServiceReference omitempty
admissionregistration/v1beta1.WebhookClientConfig 2: 9-12 caBundle Bytes; 13- caBundle Bytes omitempty
admissionregistration/v1beta1.MutatingWebhookConfiguration 2: 9-14 webhooks list of Webhook omitempty; 15- webhooks list of MutatingWebhook omitempty
admissionregistration/v1beta1.ValidatingWebhookConfiguration 2: 9-14 webhooks list of Webhook omitempty; 15- webhooks list of ValidatingWebhook omitempty
admissionregistration/v1beta1.MutatingWebhook 10: 15- reinvocationPolicy *String omitempty
networking/v1beta1.IngressBackend 1: 14-17 serviceName String; 18- serviceName String omitempty
networking/v1beta1.IngressBackend 2: 14-17 servicePort IntOrString; 18- servicePort IntOrString omitempty
extensions/v1beta1.IngressBackend 1: 8-17 serviceName String; 18- serviceName String omitempty
extensions/v1beta1.IngressBackend 2: 8-17 servicePort IntOrString; 18- servicePort IntOrString omitempty
networking/v1.IngressClassSpec 2: 19-20 parameters *TypedLocalObjectReference omitempty; 21- parameters *IngressClassParametersReference omitempty
networking/v1.IngressClassParametersReference 4: 21- scope *String
networking/v1.HTTPIngressPath 3: 19-21 pathType *String omitempty; 22- pathType *String
networking/v1.IngressStatus 1: 19-25 loadBalancer LoadBalancerStatus omitempty; 26- loadBalancer IngressLoadBalancerStatus omitempty
networking/v1.NetworkPolicy 3: 24-27 status NetworkPolicyStatus omitempty
policy/v1beta1.PodDisruptionBudgetStatus 2: 8-11 disruptedPods map of Time; 12- disruptedPods map of Time omitempty
rbac/v1.RoleBinding 2: 8-10 subjects list of Subject; 11- subjects list of Subject omitempty
rbac/v1.ClusterRoleBinding 2: 8-10 subjects list of Subject; 11- subjects list of Subject omitempty
rbac/v1beta1.RoleBinding 2: 8-10 subjects list of Subject; 11- subjects list of Subject omitempty
autoscaling/v2beta2.HPAScalingRules 3: 18-19 stabilizationWindowSeconds *Int32; 20-35 stabilizationWindowSeconds *Int32 omitempty
batch/v1.PodFailurePolicyOnExitCodesRequirement 1: 25-27 containerName *String; 28- containerName *String omitempty
batch/v1.PodFailurePolicyRule 2: 25-27 onExitCodes *PodFailurePolicyOnExitCodesRequirement; 28- onExitCodes *PodFailurePolicyOnExitCodesRequirement omitempty
batch/v1.PodFailurePolicyRule 3: 25-27 onPodConditions list of PodFailurePolicyOnPodConditionsPattern; 28- onPodConditions list of PodFailurePolicyOnPodConditionsPattern omitempty
admissionregistration/v1alpha1.ValidatingAdmissionPolicySpec 3: 26-26 validations list of Validation; 27- validations list of Validation omitempty
admissionregistration/v1alpha1.ValidatingAdmissionPolicySpec 7: 28-28 variables list of Variable; 29- variables list of Variable omitempty
resource/v1beta1.ResourceSliceSpec 6: 32-34 devices list of Device; 35- devices list of Device omitempty
resource/v1beta2.ResourceSliceSpec 6: 33-34 devices list of Device; 35- devices list of Device omitempty
resource/v1.ResourceSliceSpec 6: 34-34 devices list of Device; 35- devices list of Device omitempty
resource/v1beta1.DeviceRequestAllocationResult 5: 32-33 adminAccess *Bool; 34- adminAccess *Bool omitempty
resource/v1beta2.DeviceRequestAllocationResult 5: 33-33 adminAccess *Bool; 34- adminAccess *Bool omitempty
resource/v1beta1.AllocatedDeviceStatus 5: 32-32 data RawExtension omitempty; 33- data *RawExtension omitempty
resource/v1alpha3.AllocatedDeviceStatus 5: 32-32 data RawExtension omitempty; 33-33 data *RawExtension omitempty
resource/v1alpha3.AllocationResult 4: 31-31 controller String omitempty
resource/v1alpha3.DeviceClassSpec 3: 31-31 suitableNodes *NodeSelector omitempty
resource/v1alpha3.ResourceClaimSpec 2: 31-31 controller String omitempty
resource/v1alpha3.ResourceClaimStatus 3: 31-31 deallocationRequested Bool omitempty
resource/v1alpha3.DeviceTaintSelector 1: 33-34 deviceClassName *String omitempty
resource/v1alpha3.DeviceTaintSelector 5: 33-34 selectors list of DeviceSelector omitempty
discovery/v1alpha1.EndpointSlice 4: 16-16 addressType *String; 17-20 addressType String
networking/v1alpha1.ParentReference 5: 27-28 uid String omitempty
apiextensions/v1beta1.CustomResourceDefinitionSpec 2: 8-10 version String; 11- version String omitempty
apiregistration/v1.APIServiceSpec 1: 10-17 service *ServiceReference; 18- service *ServiceReference omitempty
apiregistration/v1.APIServiceSpec 5: 10-10 caBundle Bytes; 11- caBundle Bytes omitempty
apiregistration/v1beta1.APIServiceSpec 1: 8-17 service *ServiceReference; 18- service *ServiceReference omitempty
apiregistration/v1beta1.APIServiceSpec 5: 8-10 caBundle Bytes; 11- caBundle Bytes omitempty
core/v1.Probe 1: 8-22  Handler; 23-  ProbeHandler
",
    );
}

#[test]
fn what_the_release_of_1_37_has_over_its_beta() {
    assert_histories(
        "
core/v1.NodeSystemInfo 12: 37- runningInUserNamespace *Bool omitempty
resource/v1.ExactDeviceRequest 8: 37- derivedAttributes list of DeviceDerivedAttribute omitempty
resource/v1beta2.ExactDeviceRequest 8: 37- derivedAttributes list of DeviceDerivedAttribute omitempty
resource/v1beta1.DeviceRequest 10: 37- derivedAttributes list of DeviceDerivedAttribute omitempty
resource/v1.DeviceSubRequest 8: 37- derivedAttributes list of DeviceDerivedAttribute omitempty
resource/v1beta1.DeviceSubRequest 9: 37- derivedAttributes list of DeviceDerivedAttribute omitempty
resource/v1.DeviceDerivedAttribute 1: 37- name String
resource/v1.DeviceDerivedAttribute 2: 37- expression String
resource/v1.DeviceCounterConsumption 3: 37- compatibilityGroups list of String omitempty
",
    );
}

#[test]
fn messages_that_changed_with_a_field() {
    let has = |message, json| {
        let fields = find(message).fields;
        fields
            .iter()
            .any(|f| f.shapes.iter().any(|s| s.json == json))
    };
    // PersistentVolumeClaimSpec.resources lost `claims`, dataSourceRef gained `namespace`.
    assert!(has("core/v1.ResourceRequirements", "claims"));
    assert!(!has("core/v1.VolumeResourceRequirements", "claims"));
    assert!(!has("core/v1.TypedLocalObjectReference", "namespace"));
    assert!(has("core/v1.TypedObjectReference", "namespace"));
    // The volume sources that only persistent volumes have.
    assert!(!has("core/v1.GlusterfsVolumeSource", "endpointsNamespace"));
    assert!(has(
        "core/v1.GlusterfsPersistentVolumeSource",
        "endpointsNamespace"
    ));
    assert!(has("core/v1.CinderPersistentVolumeSource", "secretRef"));
    // Ingress classes' parameters gained two fields, webhooks one.
    assert!(has(
        "networking/v1.IngressClassParametersReference",
        "namespace"
    ));
    assert!(has(
        "admissionregistration/v1beta1.MutatingWebhook",
        "reinvocationPolicy"
    ));
    assert!(!has(
        "admissionregistration/v1beta1.ValidatingWebhook",
        "reinvocationPolicy"
    ));
    assert!(!has(
        "admissionregistration/v1beta1.Webhook",
        "reinvocationPolicy"
    ));
}
