/* SPDX-License-Identifier: MIT */
/* videotestsrc: pictures from the painters beside this file, with times. A picture that doesn't change is painted once and
 * sent again and again; whoever writes into it gets a copy of its own. */
#include <string.h>

#include <weir/bases/source.h>
#include <weir/data/video-info.h>
#include <weir/registry/plugin-impl.h>

#include "test-pattern.h"
#include "test-sources.h"

G_DECLARE_FINAL_TYPE (WeirVideoTestSrc, weir_video_test_src, WEIR, VIDEO_TEST_SRC, WeirSource)

struct _WeirVideoTestSrc {
  WeirSource parent_instance;

  WeirTestPatternParams params; /* properties, as the painters want them */
  gint64 timestamp_offset_ns;
  gboolean is_live;

  WeirVideoInfo info;
  WeirTestPainter *painter;        /* (owned) (nullable) */
  WeirBuffer *still;               /* (owned) (nullable): of a pattern that doesn't change */
  WeirTestPatternParams still_params;
  guint64 frame;                   /* since the caps were chosen */
  guint64 frames_before;           /* painted under earlier caps */
  WeirClockTime start_ns;          /* running time at which the present caps began */
};

G_DEFINE_FINAL_TYPE (WeirVideoTestSrc, weir_video_test_src, WEIR_TYPE_SOURCE)

static GType pattern_get_type (void);
static GType animation_get_type (void);
static GType motion_get_type (void);

/* clang-format off */
#define PARAM(kind, field, name, ...) WEIR_PROP_##kind (WeirVideoTestSrc, params.field, name, __VA_ARGS__)
#define ANY_INT G_MININT, G_MAXINT, 0, WEIR_PROP_LIVE
static const WeirProp props[] = {
  PARAM (ENUM, pattern, "pattern", pattern_get_type, WEIR_TEST_PATTERN_SMPTE, WEIR_PROP_LIVE, "What the picture shows"),
  WEIR_PROP_INT64 (WeirVideoTestSrc, timestamp_offset_ns, "timestamp-offset", 0, G_MAXINT64, 0, WEIR_PROP_LIVE,
                   "Added to the time stamps, in ns"),
  WEIR_PROP_BOOLEAN (WeirVideoTestSrc, is_live, "is-live", FALSE, 0, "Make pictures at their time only, as a camera does"),
  PARAM (INT, k0, "k0", ANY_INT, "Zone plate: constant phase"),
  PARAM (INT, kx, "kx", ANY_INT, "Zone plate: phase by column"),
  PARAM (INT, ky, "ky", ANY_INT, "Zone plate: phase by line"),
  PARAM (INT, kt, "kt", ANY_INT, "Zone plate: phase by picture"),
  PARAM (INT, kxt, "kxt", ANY_INT, "Zone plate: phase by column and picture"),
  PARAM (INT, kyt, "kyt", ANY_INT, "Zone plate: phase by line and picture"),
  PARAM (INT, kxy, "kxy", ANY_INT, "Zone plate: phase by column and line"),
  PARAM (INT, kx2, "kx2", ANY_INT, "Zone plate: phase by column squared"),
  PARAM (INT, ky2, "ky2", ANY_INT, "Zone plate: phase by line squared"),
  PARAM (INT, kt2, "kt2", ANY_INT, "Zone plate: phase by picture squared"),
  PARAM (INT, xoffset, "xoffset", ANY_INT, "Zone plate: centre moved to the right, in pixels"),
  PARAM (INT, yoffset, "yoffset", ANY_INT, "Zone plate: centre moved down, in pixels"),
  PARAM (UINT, foreground_color, "foreground-color", 0, G_MAXUINT, 0xffffffffu, WEIR_PROP_LIVE, "Colour as 0xAARRGGBB"),
  PARAM (UINT, background_color, "background-color", 0, G_MAXUINT, 0xff000000u, WEIR_PROP_LIVE, "Colour as 0xAARRGGBB"),
  PARAM (INT, horizontal_speed, "horizontal-speed", ANY_INT, "Pixels by which the picture moves to the left each time"),
  PARAM (ENUM, animation_mode, "animation-mode", animation_get_type, WEIR_TEST_ANIMATION_FRAMES, WEIR_PROP_LIVE,
         "What moves the ball"),
  PARAM (ENUM, motion, "motion", motion_get_type, WEIR_TEST_MOTION_WAVY, WEIR_PROP_LIVE, "How the ball moves"),
  PARAM (BOOLEAN, flip, "flip", FALSE, WEIR_PROP_LIVE, "Exchange the ball's colours every other second"),
};
/* clang-format on */

static const WeirElementInfo info = {
  .name = "videotestsrc",
  .long_name = "Video test source",
  .klass = "Source/Video",
  .description = "Makes test pictures: bars, noise, a ball, zone plates",
  .example = "videotestsrc pattern=ball ! videoconvert ! autovideosink",
  .pads = (const WeirPadInfo[]){
    WEIR_SRC ("src", "video/x-raw, format=(string)" WEIR_VIDEO_FORMATS_ALL
                     ", width=(int)[1,32767], height=(int)[1,32767], framerate=(fraction)[0/1,2147483647/1]"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static GType
pattern_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type)) {
    static GEnumValue values[WEIR_TEST_PATTERN_COUNT + 1];

    for (guint i = 0; i < WEIR_TEST_PATTERN_COUNT; i++)
      values[i] = (GEnumValue){ (int) i, weir_test_pattern_get_nick (i), weir_test_pattern_get_nick (i) };
    g_once_init_leave (&type, g_enum_register_static ("WeirVideoTestSrcPattern", values));
  }
  return type;
}

static GType
animation_get_type (void)
{
  static const GEnumValue values[] = { { WEIR_TEST_ANIMATION_FRAMES, "number of the picture", "frames" },
                                       { WEIR_TEST_ANIMATION_WALL_TIME, "wall-clock time", "wall-time" },
                                       { WEIR_TEST_ANIMATION_RUNNING_TIME, "running time", "running-time" },
                                       { 0, NULL, NULL } };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirVideoTestSrcAnimationMode", values));
  return type;
}

static GType
motion_get_type (void)
{
  static const GEnumValue values[] = { { WEIR_TEST_MOTION_WAVY, "in waves", "wavy" },
                                       { WEIR_TEST_MOTION_SWEEP, "around and across", "sweep" },
                                       { WEIR_TEST_MOTION_HSWEEP, "from side to side", "hsweep" },
                                       { 0, NULL, NULL } };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirVideoTestSrcMotionType", values));
  return type;
}

/* --- format ----------------------------------------------------------------------------------------------------------- */

static WeirCaps *
weir_video_test_src_fixate (WeirSource *source, WeirCaps *caps)
{
  WeirStructure *structure;

  caps = weir_caps_make_writable (weir_caps_truncate (caps));
  structure = weir_caps_get_structure (caps, 0);
  weir_structure_fixate_field_nearest_int (structure, "width", 320);
  weir_structure_fixate_field_nearest_int (structure, "height", 240);
  if (weir_structure_has_field (structure, "framerate"))
    weir_structure_fixate_field_nearest_fraction (structure, "framerate", 30, 1);
  else
    weir_structure_set (structure, "framerate", WEIR_TYPE_FRACTION, 30, 1, NULL);
  if (weir_structure_has_field (structure, "pixel-aspect-ratio"))
    weir_structure_fixate_field_nearest_fraction (structure, "pixel-aspect-ratio", 1, 1);
  return weir_caps_fixate (caps);
}

static gboolean
weir_video_test_src_set_caps (WeirSource *source, WeirCaps *caps, GError **error)
{
  WeirVideoTestSrc *self = WEIR_VIDEO_TEST_SRC (source);
  WeirVideoInfo next;

  if (!weir_video_info_from_caps (&next, caps)) {
    g_autofree char *text = weir_caps_to_string (caps);

    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "no picture can be made of the format %s", text);
    return FALSE;
  }
  if (self->painter != NULL && self->info.fps_n > 0)
    self->start_ns += weir_util_uint64_scale (self->frame, (guint64) self->info.fps_d * WEIR_SECOND, self->info.fps_n);
  self->frames_before += self->frame;
  self->frame = 0;
  self->info = next;
  g_clear_pointer (&self->painter, weir_test_painter_free);
  g_clear_pointer (&self->still, weir_buffer_unref);
  self->painter = weir_test_painter_new (&self->info);
  return TRUE;
}

/* --- pictures --------------------------------------------------------------------------------------------------------- */

static WeirBuffer *
paint (WeirVideoTestSrc *self, const WeirTestPatternMoment *moment)
{
  WeirBuffer *buffer = weir_source_allocate (WEIR_SOURCE_CAST (self), self->info.size);
  WeirMapInfo map;
  guint8 *planes[WEIR_VIDEO_MAX_PLANES] = { NULL };

  if (!weir_buffer_map (buffer, &map, WEIR_MAP_WRITE)) {
    weir_buffer_unref (buffer);
    return NULL;
  }
  for (guint i = 0; i < WEIR_VIDEO_INFO_N_PLANES (&self->info); i++)
    planes[i] = map.data + self->info.offset[i];
  weir_test_painter_paint (self->painter, &self->params, moment, planes, self->info.stride);
  weir_buffer_unmap (buffer, &map);
  return buffer;
}

/* The still picture, painted when the properties have changed. */
static WeirBuffer *
still (WeirVideoTestSrc *self, const WeirTestPatternMoment *moment)
{
  if (self->still == NULL || memcmp (&self->params, &self->still_params, sizeof self->params) != 0) {
    g_clear_pointer (&self->still, weir_buffer_unref);
    self->still = paint (self, moment);
    self->still_params = self->params;
  }
  return self->still != NULL ? weir_buffer_copy (self->still) : NULL;
}

static guint64
time_of (WeirVideoTestSrc *self, guint64 frame)
{
  if (self->info.fps_n == 0)
    return self->start_ns;
  return self->start_ns + weir_util_uint64_scale (frame, (guint64) self->info.fps_d * WEIR_SECOND, self->info.fps_n);
}

static guint64
animation_time (WeirVideoTestSrc *self, guint64 pts)
{
  switch (self->params.animation_mode) {
  case WEIR_TEST_ANIMATION_WALL_TIME:
    return (guint64) weir_element_wall_time_ns (WEIR_ELEMENT_CAST (self));
  case WEIR_TEST_ANIMATION_RUNNING_TIME:
    return weir_segment_to_running_time (&WEIR_SOURCE_CAST (self)->segment, WEIR_FORMAT_TIME, pts);
  case WEIR_TEST_ANIMATION_FRAMES:
    break;
  }
  return 0;
}

static WeirFlowReturn
weir_video_test_src_create (WeirSource *source, WeirBuffer **buffer, GError **error)
{
  WeirVideoTestSrc *self = WEIR_VIDEO_TEST_SRC (source);
  guint64 pts = time_of (self, self->frame);
  WeirTestPatternMoment moment = { .frame = self->frames_before + self->frame, .time_ns = animation_time (self, pts) };

  if (self->info.fps_n == 0 && self->frame == 1)
    return WEIR_FLOW_EOS; /* a still has one picture */
  *buffer = weir_test_pattern_is_static (&self->params) ? still (self, &moment) : paint (self, &moment);
  if (*buffer == NULL) {
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_NO_SPACE_LEFT,
                 "no memory for a picture of %" G_GSIZE_FORMAT " bytes", self->info.size);
    return WEIR_FLOW_ERROR;
  }
  (*buffer)->pts = pts + (guint64) self->timestamp_offset_ns;
  (*buffer)->dts = WEIR_CLOCK_TIME_NONE;
  (*buffer)->duration = self->info.fps_n > 0 ? time_of (self, self->frame + 1) - pts : WEIR_CLOCK_TIME_NONE;
  (*buffer)->offset = moment.frame;
  (*buffer)->offset_end = moment.frame + 1;
  self->frame++;
  return WEIR_FLOW_OK;
}

static void
weir_video_test_src_get_times (WeirSource *source, WeirBuffer *buffer, WeirClockTime *start, WeirClockTime *end)
{
  if (!weir_source_is_live (source))
    return;
  *start = buffer->pts;
  if (buffer->duration != WEIR_CLOCK_TIME_NONE)
    *end = buffer->pts + buffer->duration;
}

/* --- life ------------------------------------------------------------------------------------------------------------- */

static gboolean
weir_video_test_src_do_seek (WeirSource *source, WeirSegment *segment, GError **error)
{
  WeirVideoTestSrc *self = WEIR_VIDEO_TEST_SRC (source);

  self->start_ns = 0;
  self->frames_before = 0;
  self->frame = self->info.fps_n > 0
                  ? weir_util_uint64_scale (segment->position, self->info.fps_n, self->info.fps_d * WEIR_SECOND)
                  : 0;
  segment->position = segment->time = time_of (self, self->frame);
  return TRUE;
}

static gboolean
weir_video_test_src_start (WeirSource *source, GError **error)
{
  WeirVideoTestSrc *self = WEIR_VIDEO_TEST_SRC (source);

  self->frame = self->frames_before = 0;
  self->start_ns = 0;
  self->params.seed = ((guint64) weir_element_random_u32 (WEIR_ELEMENT_CAST (self)) << 32)
                      | weir_element_random_u32 (WEIR_ELEMENT_CAST (self));
  return TRUE;
}

static void
weir_video_test_src_stop (WeirSource *source)
{
  WeirVideoTestSrc *self = WEIR_VIDEO_TEST_SRC (source);

  g_clear_pointer (&self->painter, weir_test_painter_free);
  g_clear_pointer (&self->still, weir_buffer_unref);
}

static void
weir_video_test_src_property_applied (WeirElement *element, const WeirProp *prop)
{
  if (g_str_equal (prop->name, "is-live"))
    weir_source_set_live (WEIR_SOURCE_CAST (element), WEIR_VIDEO_TEST_SRC (element)->is_live);
}

static void
weir_video_test_src_class_init (WeirVideoTestSrcClass *klass)
{
  WeirSourceClass *source_class = WEIR_SOURCE_CLASS (klass);

  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  WEIR_ELEMENT_CLASS (klass)->property_applied = weir_video_test_src_property_applied;
  source_class->fixate = weir_video_test_src_fixate;
  source_class->set_caps = weir_video_test_src_set_caps;
  source_class->create = weir_video_test_src_create;
  source_class->get_times = weir_video_test_src_get_times;
  source_class->do_seek = weir_video_test_src_do_seek;
  source_class->start = weir_video_test_src_start;
  source_class->stop = weir_video_test_src_stop;
}

static void
weir_video_test_src_init (WeirVideoTestSrc *self)
{
  weir_source_set_format (WEIR_SOURCE_CAST (self), WEIR_FORMAT_TIME);
}
