//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_LOCAL_OBJECT_REFERENCE "github.com/openshift/api/route/v1.LocalObjectReference" {
  1 [27 MAX "name" Single String VALUE Omit]
}
V1_ROUTE "github.com/openshift/api/route/v1.Route" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftRouteV1RouteSpec) VALUE Keep]
  3 [8 17 "status" Single Message(OpenshiftRouteV1RouteStatus) VALUE Keep] [18 MAX "status" Single Message(OpenshiftRouteV1RouteStatus) VALUE Omit]
}
V1_ROUTE_HTTP_HEADER "github.com/openshift/api/route/v1.RouteHTTPHeader" {
  1 [27 MAX "name" Single String VALUE Keep]
  2 [27 MAX "action" Single Message(OpenshiftRouteV1RouteHTTPHeaderActionUnion) VALUE Keep]
}
V1_ROUTE_HTTP_HEADER_ACTION_UNION "github.com/openshift/api/route/v1.RouteHTTPHeaderActionUnion" {
  1 [27 MAX "type" Single String VALUE Keep]
  2 [27 MAX "set" Single Message(OpenshiftRouteV1RouteSetHTTPHeader) POINTER Omit]
}
V1_ROUTE_HTTP_HEADER_ACTIONS "github.com/openshift/api/route/v1.RouteHTTPHeaderActions" {
  1 [27 MAX "response" List Message(OpenshiftRouteV1RouteHTTPHeader) VALUE Keep]
  2 [27 MAX "request" List Message(OpenshiftRouteV1RouteHTTPHeader) VALUE Keep]
}
V1_ROUTE_HTTP_HEADERS "github.com/openshift/api/route/v1.RouteHTTPHeaders" {
  1 [27 MAX "actions" Single Message(OpenshiftRouteV1RouteHTTPHeaderActions) VALUE Omit]
}
V1_ROUTE_INGRESS "github.com/openshift/api/route/v1.RouteIngress" {
  1 [8 MAX "host" Single String VALUE Omit]
  2 [8 MAX "routerName" Single String VALUE Omit]
  3 [8 MAX "conditions" List Message(OpenshiftRouteV1RouteIngressCondition) VALUE Omit]
  4 [8 MAX "wildcardPolicy" Single String VALUE Omit]
  5 [8 MAX "routerCanonicalHostname" Single String VALUE Omit]
}
V1_ROUTE_INGRESS_CONDITION "github.com/openshift/api/route/v1.RouteIngressCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "reason" Single String VALUE Omit]
  4 [8 MAX "message" Single String VALUE Omit]
  5 [8 MAX "lastTransitionTime" Single Time POINTER Omit]
}
V1_ROUTE_PORT "github.com/openshift/api/route/v1.RoutePort" {
  1 [8 MAX "targetPort" Single IntOrString VALUE Keep]
}
V1_ROUTE_SET_HTTP_HEADER "github.com/openshift/api/route/v1.RouteSetHTTPHeader" {
  1 [27 MAX "value" Single String VALUE Keep]
}
V1_ROUTE_SPEC "github.com/openshift/api/route/v1.RouteSpec" {
  1 [8 17 "host" Single String VALUE Keep] [18 MAX "host" Single String VALUE Omit]
  8 [13 13 "subdomain" Single String VALUE Keep] [14 MAX "subdomain" Single String VALUE Omit]
  2 [8 MAX "path" Single String VALUE Omit]
  3 [8 MAX "to" Single Message(OpenshiftRouteV1RouteTargetReference) VALUE Keep]
  4 [8 MAX "alternateBackends" List Message(OpenshiftRouteV1RouteTargetReference) VALUE Omit]
  5 [8 MAX "port" Single Message(OpenshiftRouteV1RoutePort) POINTER Omit]
  6 [8 MAX "tls" Single Message(OpenshiftRouteV1TLSConfig) POINTER Omit]
  7 [8 MAX "wildcardPolicy" Single String VALUE Omit]
  9 [27 MAX "httpHeaders" Single Message(OpenshiftRouteV1RouteHTTPHeaders) POINTER Omit]
}
V1_ROUTE_STATUS "github.com/openshift/api/route/v1.RouteStatus" {
  1 [8 17 "ingress" List Message(OpenshiftRouteV1RouteIngress) VALUE Keep] [18 MAX "ingress" List Message(OpenshiftRouteV1RouteIngress) VALUE Omit]
}
V1_ROUTE_TARGET_REFERENCE "github.com/openshift/api/route/v1.RouteTargetReference" {
  1 [8 MAX "kind" Single String VALUE Keep]
  2 [8 MAX "name" Single String VALUE Keep]
  3 [8 MAX "weight" Single Int32 POINTER Keep]
}
V1_TLS_CONFIG "github.com/openshift/api/route/v1.TLSConfig" {
  1 [8 MAX "termination" Single String VALUE Keep]
  2 [8 MAX "certificate" Single String VALUE Omit]
  3 [8 MAX "key" Single String VALUE Omit]
  4 [8 MAX "caCertificate" Single String VALUE Omit]
  5 [8 MAX "destinationCACertificate" Single String VALUE Omit]
  6 [8 MAX "insecureEdgeTerminationPolicy" Single String VALUE Omit]
  7 [27 MAX "externalCertificate" Single Message(OpenshiftRouteV1LocalObjectReference) POINTER Omit]
}
}
