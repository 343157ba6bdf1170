/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/video-info.h>

G_BEGIN_DECLS

guint weir_video_plane_component (const WeirVideoFormatInfo *finfo, guint plane);
gboolean weir_video_info_lay_out (WeirVideoInfo *info, guint64 width, guint64 height);

G_END_DECLS
