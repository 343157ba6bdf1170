/* SPDX-License-Identifier: MIT */
/* Events that belong to video: requests for key frames, and their answers. */
#pragma once

#include <weir/data/event.h>

G_BEGIN_DECLS

WEIR_API WeirEvent *weir_video_event_new_upstream_force_key_unit (WeirClockTime running_time, gboolean all_headers,
                                                                  guint count);
WEIR_API WeirEvent *weir_video_event_new_downstream_force_key_unit (WeirClockTime timestamp, WeirClockTime stream_time,
                                                                    WeirClockTime running_time, gboolean all_headers,
                                                                    guint count);
WEIR_API gboolean weir_video_event_is_force_key_unit (WeirEvent *event);
WEIR_API gboolean weir_video_event_parse_upstream_force_key_unit (WeirEvent *event, WeirClockTime *running_time,
                                                                  gboolean *all_headers, guint *count);
WEIR_API gboolean weir_video_event_parse_downstream_force_key_unit (WeirEvent *event, WeirClockTime *timestamp,
                                                                    WeirClockTime *stream_time,
                                                                    WeirClockTime *running_time, gboolean *all_headers,
                                                                    guint *count);

G_END_DECLS
