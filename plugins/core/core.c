/* SPDX-License-Identifier: MIT */
/* The module of the elements that every pipeline may need, and nothing else has to be there for. */
#include <weir/bases/app-sink.h>
#include <weir/bases/app-src.h>
#include <weir/registry/plugin-impl.h>

#include "core.h"

WEIR_PLUGIN_DEFINE ("core", "Sources, sinks and junctions that work with any stream", "0.1.0", "MIT",
                    weir_app_sink_get_type, weir_app_src_get_type, weir_caps_filter_get_type,
                    weir_clock_sync_get_type, weir_fake_audio_sink_get_type, weir_fake_sink_get_type,
                    weir_fake_src_get_type, weir_fake_video_sink_get_type, weir_funnel_get_type, weir_identity_get_type, weir_input_selector_get_type,
                    weir_output_selector_get_type, weir_queue_get_type, weir_tee_get_type,
                    weir_valve_get_type)
