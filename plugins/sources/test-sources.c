/* SPDX-License-Identifier: MIT */
/* The module of the test sources. */
#include <weir/registry/plugin-impl.h>

#include "test-sources.h"

WEIR_PLUGIN_DEFINE ("testsources", "Test pictures and sounds", "0.1.0", "MIT", weir_video_test_src_get_type,
                    weir_audio_test_src_get_type)
