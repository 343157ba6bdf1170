/* SPDX-License-Identifier: MIT */
/* The elements of the module. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

GType weir_audio_convert_get_type (void);
GType weir_audio_resample_element_get_type (void);

G_END_DECLS
