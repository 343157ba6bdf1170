/* SPDX-License-Identifier: MIT */
/* The elements of this module. */
#pragma once

#include <glib-object.h>

GType weir_video_test_src_get_type (void);
GType weir_audio_test_src_get_type (void);
