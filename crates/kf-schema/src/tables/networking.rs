//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_HTTP_INGRESS_PATH "k8s.io/api/networking/v1.HTTPIngressPath" {
  1 [19 MAX "path" Single String VALUE Omit]
  3 [19 21 "pathType" Single String POINTER Omit] [22 MAX "pathType" Single String POINTER Keep]
  2 [19 MAX "backend" Single Message(NetworkingV1IngressBackend) VALUE Keep]
}
V1_HTTP_INGRESS_RULE_VALUE "k8s.io/api/networking/v1.HTTPIngressRuleValue" {
  1 [19 MAX "paths" List Message(NetworkingV1HTTPIngressPath) VALUE Keep]
}
V1_IP_ADDRESS "k8s.io/api/networking/v1.IPAddress" {
  1 [33 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [33 MAX "spec" Single Message(NetworkingV1IPAddressSpec) VALUE Omit]
}
V1_IP_ADDRESS_SPEC "k8s.io/api/networking/v1.IPAddressSpec" {
  1 [33 MAX "parentRef" Single Message(NetworkingV1ParentReference) POINTER Omit]
}
V1_IP_BLOCK "k8s.io/api/networking/v1.IPBlock" {
  1 [8 MAX "cidr" Single String VALUE Keep]
  2 [8 MAX "except" List String VALUE Omit]
}
V1_INGRESS "k8s.io/api/networking/v1.Ingress" {
  1 [19 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [19 MAX "spec" Single Message(NetworkingV1IngressSpec) VALUE Omit]
  3 [19 MAX "status" Single Message(NetworkingV1IngressStatus) VALUE Omit]
}
V1_INGRESS_BACKEND "k8s.io/api/networking/v1.IngressBackend" {
  4 [19 MAX "service" Single Message(NetworkingV1IngressServiceBackend) POINTER Omit]
  3 [19 MAX "resource" Single Message(CoreV1TypedLocalObjectReference) POINTER Omit]
}
V1_INGRESS_CLASS "k8s.io/api/networking/v1.IngressClass" {
  1 [19 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [19 MAX "spec" Single Message(NetworkingV1IngressClassSpec) VALUE Omit]
}
V1_INGRESS_CLASS_PARAMETERS_REFERENCE "k8s.io/api/networking/v1.IngressClassParametersReference" {
  1 [21 MAX "apiGroup" Single String POINTER Omit]
  2 [21 MAX "kind" Single String VALUE Keep]
  3 [21 MAX "name" Single String VALUE Keep]
  4 [21 MAX "scope" Single String POINTER Keep]
  5 [21 MAX "namespace" Single String POINTER Omit]
}
V1_INGRESS_CLASS_SPEC "k8s.io/api/networking/v1.IngressClassSpec" {
  1 [19 MAX "controller" Single String VALUE Omit]
  2 [19 20 "parameters" Single Message(CoreV1TypedLocalObjectReference) POINTER Omit] [21 MAX "parameters" Single Message(NetworkingV1IngressClassParametersReference) POINTER Omit]
}
V1_INGRESS_LOAD_BALANCER_INGRESS "k8s.io/api/networking/v1.IngressLoadBalancerIngress" {
  1 [26 MAX "ip" Single String VALUE Omit]
  2 [26 MAX "hostname" Single String VALUE Omit]
  4 [26 MAX "ports" List Message(NetworkingV1IngressPortStatus) VALUE Omit]
}
V1_INGRESS_LOAD_BALANCER_STATUS "k8s.io/api/networking/v1.IngressLoadBalancerStatus" {
  1 [26 MAX "ingress" List Message(NetworkingV1IngressLoadBalancerIngress) VALUE Omit]
}
V1_INGRESS_PORT_STATUS "k8s.io/api/networking/v1.IngressPortStatus" {
  1 [26 MAX "port" Single Int32 VALUE Keep]
  2 [26 MAX "protocol" Single String VALUE Keep]
  3 [26 MAX "error" Single String POINTER Omit]
}
V1_INGRESS_RULE "k8s.io/api/networking/v1.IngressRule" {
  1 [19 MAX "host" Single String VALUE Omit]
  2 [19 30 "" Single Message(NetworkingV1IngressRuleValue) VALUE Omit] [31 MAX "" Single Message(NetworkingV1IngressRuleValue) VALUE Keep]
}
V1_INGRESS_RULE_VALUE "k8s.io/api/networking/v1.IngressRuleValue" {
  1 [19 MAX "http" Single Message(NetworkingV1HTTPIngressRuleValue) POINTER Omit]
}
V1_INGRESS_SERVICE_BACKEND "k8s.io/api/networking/v1.IngressServiceBackend" {
  1 [19 MAX "name" Single String VALUE Keep]
  2 [19 MAX "port" Single Message(NetworkingV1ServiceBackendPort) VALUE Omit]
}
V1_INGRESS_SPEC "k8s.io/api/networking/v1.IngressSpec" {
  4 [19 MAX "ingressClassName" Single String POINTER Omit]
  1 [19 MAX "defaultBackend" Single Message(NetworkingV1IngressBackend) POINTER Omit]
  2 [19 MAX "tls" List Message(NetworkingV1IngressTLS) VALUE Omit]
  3 [19 MAX "rules" List Message(NetworkingV1IngressRule) VALUE Omit]
}
V1_INGRESS_STATUS "k8s.io/api/networking/v1.IngressStatus" {
  1 [19 25 "loadBalancer" Single Message(CoreV1LoadBalancerStatus) VALUE Omit] [26 MAX "loadBalancer" Single Message(NetworkingV1IngressLoadBalancerStatus) VALUE Omit]
}
V1_INGRESS_TLS "k8s.io/api/networking/v1.IngressTLS" {
  1 [19 MAX "hosts" List String VALUE Omit]
  2 [19 MAX "secretName" Single String VALUE Omit]
}
V1_NETWORK_POLICY "k8s.io/api/networking/v1.NetworkPolicy" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(NetworkingV1NetworkPolicySpec) VALUE Omit]
  3 [24 27 "status" Single Message(NetworkingV1NetworkPolicyStatus) VALUE Omit]
}
V1_NETWORK_POLICY_EGRESS_RULE "k8s.io/api/networking/v1.NetworkPolicyEgressRule" {
  1 [8 MAX "ports" List Message(NetworkingV1NetworkPolicyPort) VALUE Omit]
  2 [8 MAX "to" List Message(NetworkingV1NetworkPolicyPeer) VALUE Omit]
}
V1_NETWORK_POLICY_INGRESS_RULE "k8s.io/api/networking/v1.NetworkPolicyIngressRule" {
  1 [8 MAX "ports" List Message(NetworkingV1NetworkPolicyPort) VALUE Omit]
  2 [8 MAX "from" List Message(NetworkingV1NetworkPolicyPeer) VALUE Omit]
}
V1_NETWORK_POLICY_PEER "k8s.io/api/networking/v1.NetworkPolicyPeer" {
  1 [8 MAX "podSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  2 [8 MAX "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [8 MAX "ipBlock" Single Message(NetworkingV1IPBlock) POINTER Omit]
}
V1_NETWORK_POLICY_PORT "k8s.io/api/networking/v1.NetworkPolicyPort" {
  1 [8 MAX "protocol" Single String POINTER Omit]
  2 [8 MAX "port" Single IntOrString POINTER Omit]
  3 [21 MAX "endPort" Single Int32 POINTER Omit]
}
V1_NETWORK_POLICY_SPEC "k8s.io/api/networking/v1.NetworkPolicySpec" {
  1 [8 MAX "podSelector" Single Message(MetaV1LabelSelector) VALUE Keep]
  2 [8 MAX "ingress" List Message(NetworkingV1NetworkPolicyIngressRule) VALUE Omit]
  3 [8 MAX "egress" List Message(NetworkingV1NetworkPolicyEgressRule) VALUE Omit]
  4 [8 MAX "policyTypes" List String VALUE Omit]
}
V1_NETWORK_POLICY_STATUS "k8s.io/api/networking/v1.NetworkPolicyStatus" {
  1 [24 27 "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1_PARENT_REFERENCE "k8s.io/api/networking/v1.ParentReference" {
  1 [33 MAX "group" Single String VALUE Omit]
  2 [33 MAX "resource" Single String VALUE Omit]
  3 [33 MAX "namespace" Single String VALUE Omit]
  4 [33 MAX "name" Single String VALUE Omit]
}
V1_SERVICE_BACKEND_PORT "k8s.io/api/networking/v1.ServiceBackendPort" {
  1 [19 MAX "name" Single String VALUE Omit]
  2 [19 MAX "number" Single Int32 VALUE Omit]
}
V1_SERVICE_CIDR "k8s.io/api/networking/v1.ServiceCIDR" {
  1 [33 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [33 MAX "spec" Single Message(NetworkingV1ServiceCIDRSpec) VALUE Omit]
  3 [33 MAX "status" Single Message(NetworkingV1ServiceCIDRStatus) VALUE Omit]
}
V1_SERVICE_CIDR_SPEC "k8s.io/api/networking/v1.ServiceCIDRSpec" {
  1 [33 MAX "cidrs" List String VALUE Omit]
}
V1_SERVICE_CIDR_STATUS "k8s.io/api/networking/v1.ServiceCIDRStatus" {
  1 [33 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1ALPHA1_CLUSTER_CIDR "k8s.io/api/networking/v1alpha1.ClusterCIDR" {
  1 [25 28 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [25 28 "spec" Single Message(NetworkingV1alpha1ClusterCIDRSpec) VALUE Omit]
}
V1ALPHA1_CLUSTER_CIDR_SPEC "k8s.io/api/networking/v1alpha1.ClusterCIDRSpec" {
  1 [25 28 "nodeSelector" Single Message(CoreV1NodeSelector) POINTER Omit]
  2 [25 28 "perNodeHostBits" Single Int32 VALUE Keep]
  3 [25 28 "ipv4" Single String VALUE Keep]
  4 [25 28 "ipv6" Single String VALUE Keep]
}
V1ALPHA1_IP_ADDRESS "k8s.io/api/networking/v1alpha1.IPAddress" {
  1 [27 33 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [27 33 "spec" Single Message(NetworkingV1alpha1IPAddressSpec) VALUE Omit]
}
V1ALPHA1_IP_ADDRESS_SPEC "k8s.io/api/networking/v1alpha1.IPAddressSpec" {
  1 [27 33 "parentRef" Single Message(NetworkingV1alpha1ParentReference) POINTER Omit]
}
V1ALPHA1_PARENT_REFERENCE "k8s.io/api/networking/v1alpha1.ParentReference" {
  1 [27 33 "group" Single String VALUE Omit]
  2 [27 33 "resource" Single String VALUE Omit]
  3 [27 33 "namespace" Single String VALUE Omit]
  4 [27 33 "name" Single String VALUE Omit]
  5 [27 28 "uid" Single String VALUE Omit]
}
V1ALPHA1_SERVICE_CIDR "k8s.io/api/networking/v1alpha1.ServiceCIDR" {
  1 [29 33 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [29 33 "spec" Single Message(NetworkingV1alpha1ServiceCIDRSpec) VALUE Omit]
  3 [29 33 "status" Single Message(NetworkingV1alpha1ServiceCIDRStatus) VALUE Omit]
}
V1ALPHA1_SERVICE_CIDR_SPEC "k8s.io/api/networking/v1alpha1.ServiceCIDRSpec" {
  1 [29 33 "cidrs" List String VALUE Omit]
}
V1ALPHA1_SERVICE_CIDR_STATUS "k8s.io/api/networking/v1alpha1.ServiceCIDRStatus" {
  1 [29 33 "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1BETA1_HTTP_INGRESS_PATH "k8s.io/api/networking/v1beta1.HTTPIngressPath" {
  1 [14 MAX "path" Single String VALUE Omit]
  3 [18 MAX "pathType" Single String POINTER Omit]
  2 [14 MAX "backend" Single Message(NetworkingV1beta1IngressBackend) VALUE Keep]
}
V1BETA1_HTTP_INGRESS_RULE_VALUE "k8s.io/api/networking/v1beta1.HTTPIngressRuleValue" {
  1 [14 MAX "paths" List Message(NetworkingV1beta1HTTPIngressPath) VALUE Keep]
}
V1BETA1_IP_ADDRESS "k8s.io/api/networking/v1beta1.IPAddress" {
  1 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [31 MAX "spec" Single Message(NetworkingV1beta1IPAddressSpec) VALUE Omit]
}
V1BETA1_IP_ADDRESS_SPEC "k8s.io/api/networking/v1beta1.IPAddressSpec" {
  1 [31 MAX "parentRef" Single Message(NetworkingV1beta1ParentReference) POINTER Omit]
}
V1BETA1_INGRESS "k8s.io/api/networking/v1beta1.Ingress" {
  1 [14 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [14 MAX "spec" Single Message(NetworkingV1beta1IngressSpec) VALUE Omit]
  3 [14 MAX "status" Single Message(NetworkingV1beta1IngressStatus) VALUE Omit]
}
V1BETA1_INGRESS_BACKEND "k8s.io/api/networking/v1beta1.IngressBackend" {
  1 [14 17 "serviceName" Single String VALUE Keep] [18 MAX "serviceName" Single String VALUE Omit]
  2 [14 17 "servicePort" Single IntOrString VALUE Keep] [18 MAX "servicePort" Single IntOrString VALUE Omit]
  3 [18 MAX "resource" Single Message(CoreV1TypedLocalObjectReference) POINTER Omit]
}
V1BETA1_INGRESS_CLASS "k8s.io/api/networking/v1beta1.IngressClass" {
  1 [18 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [18 MAX "spec" Single Message(NetworkingV1beta1IngressClassSpec) VALUE Omit]
}
V1BETA1_INGRESS_CLASS_PARAMETERS_REFERENCE "k8s.io/api/networking/v1beta1.IngressClassParametersReference" {
  1 [21 MAX "apiGroup" Single String POINTER Omit]
  2 [21 MAX "kind" Single String VALUE Keep]
  3 [21 MAX "name" Single String VALUE Keep]
  4 [21 MAX "scope" Single String POINTER Keep]
  5 [21 MAX "namespace" Single String POINTER Omit]
}
V1BETA1_INGRESS_CLASS_SPEC "k8s.io/api/networking/v1beta1.IngressClassSpec" {
  1 [18 MAX "controller" Single String VALUE Omit]
  2 [18 20 "parameters" Single Message(CoreV1TypedLocalObjectReference) POINTER Omit] [21 MAX "parameters" Single Message(NetworkingV1beta1IngressClassParametersReference) POINTER Omit]
}
V1BETA1_INGRESS_LOAD_BALANCER_INGRESS "k8s.io/api/networking/v1beta1.IngressLoadBalancerIngress" {
  1 [26 MAX "ip" Single String VALUE Omit]
  2 [26 MAX "hostname" Single String VALUE Omit]
  4 [26 MAX "ports" List Message(NetworkingV1beta1IngressPortStatus) VALUE Omit]
}
V1BETA1_INGRESS_LOAD_BALANCER_STATUS "k8s.io/api/networking/v1beta1.IngressLoadBalancerStatus" {
  1 [26 MAX "ingress" List Message(NetworkingV1beta1IngressLoadBalancerIngress) VALUE Omit]
}
V1BETA1_INGRESS_PORT_STATUS "k8s.io/api/networking/v1beta1.IngressPortStatus" {
  1 [26 MAX "port" Single Int32 VALUE Keep]
  2 [26 MAX "protocol" Single String VALUE Keep]
  3 [26 MAX "error" Single String POINTER Omit]
}
V1BETA1_INGRESS_RULE "k8s.io/api/networking/v1beta1.IngressRule" {
  1 [14 MAX "host" Single String VALUE Omit]
  2 [14 30 "" Single Message(NetworkingV1beta1IngressRuleValue) VALUE Omit] [31 MAX "" Single Message(NetworkingV1beta1IngressRuleValue) VALUE Keep]
}
V1BETA1_INGRESS_RULE_VALUE "k8s.io/api/networking/v1beta1.IngressRuleValue" {
  1 [14 MAX "http" Single Message(NetworkingV1beta1HTTPIngressRuleValue) POINTER Omit]
}
V1BETA1_INGRESS_SPEC "k8s.io/api/networking/v1beta1.IngressSpec" {
  4 [18 MAX "ingressClassName" Single String POINTER Omit]
  1 [14 MAX "backend" Single Message(NetworkingV1beta1IngressBackend) POINTER Omit]
  2 [14 MAX "tls" List Message(NetworkingV1beta1IngressTLS) VALUE Omit]
  3 [14 MAX "rules" List Message(NetworkingV1beta1IngressRule) VALUE Omit]
}
V1BETA1_INGRESS_STATUS "k8s.io/api/networking/v1beta1.IngressStatus" {
  1 [14 25 "loadBalancer" Single Message(CoreV1LoadBalancerStatus) VALUE Omit] [26 MAX "loadBalancer" Single Message(NetworkingV1beta1IngressLoadBalancerStatus) VALUE Omit]
}
V1BETA1_INGRESS_TLS "k8s.io/api/networking/v1beta1.IngressTLS" {
  1 [14 MAX "hosts" List String VALUE Omit]
  2 [14 MAX "secretName" Single String VALUE Omit]
}
V1BETA1_PARENT_REFERENCE "k8s.io/api/networking/v1beta1.ParentReference" {
  1 [31 MAX "group" Single String VALUE Omit]
  2 [31 MAX "resource" Single String VALUE Omit]
  3 [31 MAX "namespace" Single String VALUE Omit]
  4 [31 MAX "name" Single String VALUE Omit]
}
V1BETA1_SERVICE_CIDR "k8s.io/api/networking/v1beta1.ServiceCIDR" {
  1 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [31 MAX "spec" Single Message(NetworkingV1beta1ServiceCIDRSpec) VALUE Omit]
  3 [31 MAX "status" Single Message(NetworkingV1beta1ServiceCIDRStatus) VALUE Omit]
}
V1BETA1_SERVICE_CIDR_SPEC "k8s.io/api/networking/v1beta1.ServiceCIDRSpec" {
  1 [31 MAX "cidrs" List String VALUE Omit]
}
V1BETA1_SERVICE_CIDR_STATUS "k8s.io/api/networking/v1beta1.ServiceCIDRStatus" {
  1 [31 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
}
