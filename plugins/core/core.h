/* SPDX-License-Identifier: MIT */
/* The types of the module's elements. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

GType weir_caps_filter_get_type (void);
GType weir_clock_sync_get_type (void);
GType weir_fake_audio_sink_get_type (void);
GType weir_fake_sink_get_type (void);
GType weir_fake_video_sink_get_type (void);
GType weir_fake_src_get_type (void);
GType weir_funnel_get_type (void);
GType weir_identity_get_type (void);
GType weir_input_selector_get_type (void);
GType weir_output_selector_get_type (void);
GType weir_queue_get_type (void);
GType weir_tee_get_type (void);
GType weir_valve_get_type (void);

G_END_DECLS
