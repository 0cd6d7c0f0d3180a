//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_EVENT "k8s.io/api/events/v1.Event" {
  1 [19 19 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit] [20 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Keep]
  2 [19 MAX "eventTime" Single MicroTime VALUE Keep]
  3 [19 MAX "series" Single Message(EventsV1EventSeries) POINTER Omit]
  4 [19 MAX "reportingController" Single String VALUE Omit]
  5 [19 MAX "reportingInstance" Single String VALUE Omit]
  6 [19 MAX "action" Single String VALUE Omit]
  7 [19 MAX "reason" Single String VALUE Omit]
  8 [19 MAX "regarding" Single Message(CoreV1ObjectReference) VALUE Omit]
  9 [19 MAX "related" Single Message(CoreV1ObjectReference) POINTER Omit]
  10 [19 MAX "note" Single String VALUE Omit]
  11 [19 MAX "type" Single String VALUE Omit]
  12 [19 MAX "deprecatedSource" Single Message(CoreV1EventSource) VALUE Omit]
  13 [19 MAX "deprecatedFirstTimestamp" Single Time VALUE Omit]
  14 [19 MAX "deprecatedLastTimestamp" Single Time VALUE Omit]
  15 [19 MAX "deprecatedCount" Single Int32 VALUE Omit]
}
V1_EVENT_SERIES "k8s.io/api/events/v1.EventSeries" {
  1 [19 MAX "count" Single Int32 VALUE Keep]
  2 [19 MAX "lastObservedTime" Single MicroTime VALUE Keep]
}
V1BETA1_EVENT "k8s.io/api/events/v1beta1.Event" {
  1 [9 19 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit] [20 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Keep]
  2 [9 MAX "eventTime" Single MicroTime VALUE Keep]
  3 [9 MAX "series" Single Message(EventsV1beta1EventSeries) POINTER Omit]
  4 [9 MAX "reportingController" Single String VALUE Omit]
  5 [9 15 "reportingInstance" Single String VALUE Keep] [16 MAX "reportingInstance" Single String VALUE Omit]
  6 [9 15 "action" Single String VALUE Keep] [16 MAX "action" Single String VALUE Omit]
  7 [9 MAX "reason" Single String VALUE Omit]
  8 [9 MAX "regarding" Single Message(CoreV1ObjectReference) VALUE Omit]
  9 [9 MAX "related" Single Message(CoreV1ObjectReference) POINTER Omit]
  10 [9 MAX "note" Single String VALUE Omit]
  11 [9 MAX "type" Single String VALUE Omit]
  12 [9 MAX "deprecatedSource" Single Message(CoreV1EventSource) VALUE Omit]
  13 [9 MAX "deprecatedFirstTimestamp" Single Time VALUE Omit]
  14 [9 MAX "deprecatedLastTimestamp" Single Time VALUE Omit]
  15 [9 MAX "deprecatedCount" Single Int32 VALUE Omit]
}
V1BETA1_EVENT_SERIES "k8s.io/api/events/v1beta1.EventSeries" {
  1 [9 MAX "count" Single Int32 VALUE Keep]
  2 [9 MAX "lastObservedTime" Single MicroTime VALUE Keep]
  3 [9 18 "state" Single String VALUE Keep]
}
}
