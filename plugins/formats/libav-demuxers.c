/* SPDX-License-Identifier: MIT */
/* The demuxers that are libavformat's: one element class, one row per kind of file. */
#include "libav-formats.h"

#include <string.h>
#include <weir/base/log.h>
#include <weir/bases/byte-reader.h>
#include <weir/bases/demuxer.h>
#include <weir/registry/plugin-feature.h>

#include "plugins/libav/demux.h"

WEIR_LOG_TOPIC ("demux");

typedef struct {
  WeirElementInfo info;
  const char *format; /* libavformat's name */
  const char *what;   /* what such a file is called in messages */
} Kind;

typedef struct {
  WeirDemuxer parent_instance;

  WeirLibavDemux *demux;    /* (owned) (nullable) */
  WeirDemuxerStream **mine; /* (owned array): by libavformat's number; NULL: not passed on */
  guint n_bad;              /* damaged places so far */
} WeirLibavDemuxer;

typedef struct {
  WeirDemuxerClass parent_class;
  const Kind *kind;
} WeirLibavDemuxerClass;

#define SELF(object) ((WeirLibavDemuxer *) (object))
#define KIND(object) (((WeirLibavDemuxerClass *) G_OBJECT_GET_CLASS (object))->kind)

/* --- bytes ------------------------------------------------------------------------------------------ */

static gssize
read_at (gpointer data, guint64 offset, gpointer to, gsize n)
{
  WeirDemuxer *self = data;

  if (weir_demuxer_tell_bytes (self) != offset && !weir_demuxer_seek_bytes (self, offset))
    return -1;
  return weir_demuxer_read (self, to, n, NULL);
}

static gint64
get_size (gpointer data)
{
  return weir_demuxer_get_size (data);
}

static gboolean
is_cancelled (gpointer data)
{
  return weir_element_is_cancelled (data);
}

/* --- what went wrong ---------------------------------------------------------------------------------- */

static char *
where (WeirDemuxer *self)
{
  char *location = weir_pad_dup_upstream_location (self->sinkpad);
  return location != NULL ? location : g_strdup ("the stream");
}

/* ISO/IEC 14496-12: a file is a row of boxes, each with its size before it. Does one reach behind the end? */
static gboolean
is_cut_box (WeirDemuxer *self)
{
  gint64 size = weir_demuxer_get_size (self);
  guint64 at = 0;
  guint8 head[16] = { 0 };
  guint32 short_size;
  guint64 long_size;

  for (guint n = 0; n < 64 && size > 0 && at + 8 <= (guint64) size; n++) {
    guint64 box;

    if (read_at (self, at, head, sizeof head) < 8)
      return FALSE;
    memcpy (&short_size, head, sizeof short_size);
    memcpy (&long_size, head + 8, sizeof long_size);
    box =
      short_size == GUINT32_TO_BE (1) ? GUINT64_FROM_BE (long_size) : GUINT32_FROM_BE (short_size);
    if (box < 8 || !g_ascii_isalnum (head[4]))
      return FALSE;
    if (box > (guint64) size - at)
      return TRUE;
    at += box;
  }
  return FALSE;
}

/* Noise isn't a film that lacks its end. */
static gboolean
begins_well (WeirDemuxer *self)
{
  static const char *const names[] = { "ftyp", "moov", "mdat", "wide", "free", "skip", "pnot", "moof" };
  guint8 head[8] = { 0 };

  if (strcmp (KIND (self)->format, "mov") != 0 || !weir_demuxer_can_seek_bytes (self))
    return TRUE;
  if (read_at (self, 0, head, sizeof head) < 8)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (memcmp (head + 4, names[i], 4) == 0)
      return TRUE;
  return FALSE;
}

/* libavformat's words say little to who doesn't know the format: what was seen, and what to do. */
static void
explain_open (WeirDemuxer *self, const GError *reason, GError **error)
{
  g_autofree char *file = where (self);
  g_autofree char *after = NULL;
  const char *what = KIND (self)->what;
  gint64 size = weir_demuxer_get_size (self);
  gboolean no_index = strstr (reason->message, "moov atom not found") != NULL
                      || strstr (reason->message, "End of file") != NULL
                      || (strcmp (KIND (self)->format, "mov") == 0
                          && weir_demuxer_can_seek_bytes (self) && is_cut_box (self));

  if (size > 0)
    after = g_strdup_printf (" after %" G_GINT64_FORMAT " bytes", size);
  if (size == 0)
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_WRONG_TYPE,
                 "%s is empty: it has 0 bytes. Fetch or record it again", file);
  else if (no_index && begins_well (self))
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DEMUX,
                 "%s is truncated: it begins as %s file, but ends%s, before its index does (%s). "
                 "Copy or record it again to its end",
                 file, what, after != NULL ? after : "", reason->message);
  else
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DEMUX,
                 "%s can't be taken apart as %s file: %s. It is damaged, or of another format",
                 file, what, reason->message);
}

static void
warn (WeirDemuxer *self, const char *text)
{
  g_autofree char *file = where (self);
  GError *warning = g_error_new (WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DEMUX, "%s %s", file, text);

  weir_element_post_warning (WEIR_ELEMENT_CAST (self), warning, NULL);
  g_error_free (warning);
}

/* --- streams ------------------------------------------------------------------------------------------- */

static const char *
template_for (WeirDemuxer *self, enum AVMediaType type)
{
  static const struct {
    enum AVMediaType type;
    const char *name;
  } names[] = { { AVMEDIA_TYPE_VIDEO, "video_%u" },
                { AVMEDIA_TYPE_AUDIO, "audio_%u" },
                { AVMEDIA_TYPE_SUBTITLE, "subtitle_%u" } };
  const WeirPadInfo *pads = KIND (self)->info.pads;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (const WeirPadInfo *pad = pads; names[i].type == type && pad->name != NULL; pad++)
      if (strcmp (pad->name, names[i].name) == 0 || strcmp (pad->name, "src") == 0)
        return pad->name;
  return NULL;
}

/* The kinds of streams that nobody can use, for the message that there is no other. */
static gboolean
add_streams (WeirLibavDemuxer *self, GError **error)
{
  WeirDemuxer *demuxer = (WeirDemuxer *) self;
  g_autoptr (GString) unknown = g_string_new (NULL);
  guint n = weir_libav_demux_n_streams (self->demux), n_added = 0;

  self->mine = g_new0 (WeirDemuxerStream *, n + 1);
  for (guint i = 0; i < n; i++) {
    WeirLibavStream *stream = weir_libav_demux_get_stream (self->demux, i);
    WeirDemuxerStreamInfo info = { .template_name = template_for (demuxer, stream->type),
                                   .caps = stream->caps,
                                   .id = i,
                                   .tags = stream->tags,
                                   .sparse = stream->type == AVMEDIA_TYPE_SUBTITLE };

    stream->wanted = info.caps != NULL && info.template_name != NULL;
    if (stream->wanted) {
      self->mine[i] = weir_demuxer_add_stream (demuxer, &info);
      n_added++;
    } else {
      g_string_append_printf (unknown, "%s%s", unknown->len > 0 ? ", " : "", stream->codec);
    }
  }
  if (n_added == 0) {
    g_autofree char *file = where (demuxer);
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_CODEC_NOT_FOUND,
                 unknown->len > 0 ? "%s holds no stream that can be passed on, only: %s"
                                  : "%s holds no stream%s",
                 file, unknown->str);
    return FALSE;
  }
  if (unknown->len > 0)
    WEIR_LOG_WARNING (NULL, "streams left out: %s", unknown->str);
  return TRUE;
}

static gboolean
open_container (WeirDemuxer *demuxer, GError **error)
{
  WeirLibavDemuxer *self = SELF (demuxer);
  WeirLibavReader reader = { read_at, get_size, is_cancelled, weir_demuxer_can_seek_bytes (demuxer),
                             demuxer };
  g_autoptr (GError) reason = NULL;
  WeirTagList *tags;
  gint64 duration;

  self->n_bad = 0;
  self->demux = weir_libav_demux_new (KIND (self)->format, &reader, &reason);
  if (self->demux == NULL) {
    explain_open (demuxer, reason, error);
    return FALSE;
  }
  duration = weir_libav_demux_duration_ns (self->demux);
  if (duration >= 0)
    weir_demuxer_set_duration (demuxer, (WeirClockTime) duration);
  weir_demuxer_set_seekable (demuxer, reader.seekable);
  if (!add_streams (self, error))
    return FALSE;
  tags = weir_libav_demux_get_tags (self->demux);
  if (tags != NULL)
    weir_demuxer_set_tags (demuxer, tags);
  weir_demuxer_streams_complete (demuxer);
  return TRUE;
}

static void
close_container (WeirDemuxer *demuxer)
{
  WeirLibavDemuxer *self = SELF (demuxer);

  g_clear_pointer (&self->demux, weir_libav_demux_free);
  g_clear_pointer (&self->mine, g_free);
}

/* --- packets --------------------------------------------------------------------------------------------- */

static WeirFlowReturn
end (WeirLibavDemuxer *self)
{
  if (weir_libav_demux_is_truncated (self->demux))
    warn ((WeirDemuxer *) self,
          "is truncated: it ends before what its index promises. What is there is played");
  else if (self->n_bad > 0)
    warn ((WeirDemuxer *) self, "is damaged: parts of it were skipped");
  return WEIR_FLOW_EOS;
}

/* The index came behind what it describes, and that is gone. */
static WeirFlowReturn
needs_seeking (WeirDemuxer *self, GError **error)
{
  g_autofree char *file = where (self);

  g_set_error (
    error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DEMUX,
    "%s can't be taken apart as it comes: its index lies behind its data, and upstream can't go back. Put the "
    "demuxer (or decodebin) right behind filesrc, or write the file with its index first",
    file);
  return WEIR_FLOW_ERROR;
}

static WeirFlowReturn
demux (WeirDemuxer *demuxer, GError **error)
{
  WeirLibavDemuxer *self = SELF (demuxer);
  g_autoptr (GError) reason = NULL;
  WeirBuffer *buffer;
  guint stream;

  for (guint i = 0; i < weir_libav_demux_n_streams (self->demux); i++)
    weir_libav_demux_get_stream (self->demux, i)->wanted =
      self->mine[i] != NULL && weir_demuxer_is_wanted (demuxer, self->mine[i]);

  switch (weir_libav_demux_read (self->demux, &stream, &buffer, &reason)) {
  case WEIR_LIBAV_OK:
    weir_demuxer_push (demuxer, self->mine[stream], buffer);
    return WEIR_FLOW_OK;
  case WEIR_LIBAV_EOS:
    return end (self);
  case WEIR_LIBAV_AGAIN:
    return WEIR_FLOW_FLUSHING; /* cancelled */
  case WEIR_LIBAV_BAD:
    if (!weir_demuxer_can_seek_bytes (demuxer) && strstr (reason->message, "partial file") != NULL)
      return needs_seeking (demuxer, error);
    self->n_bad++;
    return WEIR_FLOW_OK;
  case WEIR_LIBAV_ERROR:
    break;
  }
  if (weir_element_is_cancelled (WEIR_ELEMENT_CAST (self)))
    return WEIR_FLOW_FLUSHING;
  g_autofree char *file = where (demuxer);
  g_set_error (error, reason->domain, reason->code, "%s: %s", file, reason->message);
  return WEIR_FLOW_ERROR;
}

static gboolean
seek_time (WeirDemuxer *demuxer, WeirClockTime time, WeirSeekFlags flags, WeirClockTime *reached,
           GError **error)
{
  gboolean after = (flags & WEIR_SEEK_FLAG_SNAP_NEAREST) == WEIR_SEEK_FLAG_SNAP_AFTER;
  return weir_libav_demux_seek (SELF (demuxer)->demux, time, after, reached, error);
}

/* --- the kinds --------------------------------------------------------------------------------------------- */

static void
class_init (gpointer klass, gpointer kind)
{
  WeirDemuxerClass *demuxer_class = klass;

  ((WeirLibavDemuxerClass *) klass)->kind = kind;
  demuxer_class->open_container = open_container;
  demuxer_class->demux = demux;
  demuxer_class->seek_time = seek_time;
  demuxer_class->close_container = close_container;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &((const Kind *) kind)->info);
}

static GType
register_kind (const char *type_name, const Kind *kind)
{
  GTypeInfo info = { .class_size = sizeof (WeirLibavDemuxerClass),
                     .class_init = class_init,
                     .class_data = kind,
                     .instance_size = sizeof (WeirLibavDemuxer) };
  return g_type_register_static (WEIR_TYPE_DEMUXER, type_name, &info, G_TYPE_FLAG_FINAL);
}

#define AV_PADS WEIR_SRC_SOMETIMES ("video_%u", "ANY"), WEIR_SRC_SOMETIMES ("audio_%u", "ANY")
#define AVS_PADS AV_PADS, WEIR_SRC_SOMETIMES ("subtitle_%u", "ANY")

#define DEFINE_DEMUXER(symbol, type_name, format_, what_, long_name_, sink_caps, example_, ...)    \
  static const Kind symbol##_kind = {                                                              \
    .info = { .name = #symbol,                                                                     \
              .long_name = long_name_,                                                             \
              .klass = "Codec/Demuxer",                                                            \
              .description = "Takes " what_ " file apart into its streams",                        \
              .example = example_,                                                                 \
              .rank = WEIR_RANK_PRIMARY,                                                           \
              .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", sink_caps), __VA_ARGS__, {} } },   \
    .format = format_,                                                                             \
    .what = what_,                                                                                 \
  };                                                                                               \
  GType weir_##symbol##_get_type (void)                                                            \
  {                                                                                                \
    static gsize type;                                                                             \
    if (g_once_init_enter (&type))                                                                 \
      g_once_init_leave (&type, register_kind (type_name, &symbol##_kind));                        \
    return type;                                                                                   \
  }

DEFINE_DEMUXER (qtdemux, "WeirQTDemux", "mov", "an MP4 or QuickTime", "QuickTime demuxer",
                "video/quicktime; video/mj2; audio/x-m4a; application/x-3gp",
                "filesrc location=film.mp4 ! qtdemux name=d  d.video_0 ! fakesink", AVS_PADS)
DEFINE_DEMUXER (avidemux, "WeirAviDemux", "avi", "an AVI", "AVI demuxer", "video/x-msvideo",
                "filesrc location=film.avi ! avidemux ! fakesink", AVS_PADS)
DEFINE_DEMUXER (matroskademux, "WeirMatroskaDemux", "matroska", "a Matroska or WebM",
                "Matroska demuxer", "audio/x-matroska; video/x-matroska; video/webm; audio/webm",
                "filesrc location=film.mkv ! matroskademux ! fakesink", AVS_PADS)
DEFINE_DEMUXER (oggdemux, "WeirOggDemux", "ogg", "an Ogg", "Ogg demuxer",
                "application/ogg; application/x-annodex; video/ogg; audio/ogg",
                "filesrc location=song.ogg ! oggdemux ! fakesink", AVS_PADS)
DEFINE_DEMUXER (flvdemux, "WeirFlvDemux", "flv", "a Flash video", "FLV demuxer", "video/x-flv",
                "filesrc location=film.flv ! flvdemux ! fakesink", AV_PADS)
DEFINE_DEMUXER (tsdemux, "WeirTSDemux", "mpegts", "an MPEG transport stream",
                "MPEG transport stream demuxer", "video/mpegts",
                "filesrc location=film.ts ! tsdemux ! fakesink", AVS_PADS)
DEFINE_DEMUXER (mpegpsdemux, "WeirMpegPSDemux", "mpeg", "an MPEG program stream",
                "MPEG program stream demuxer",
                "video/mpeg, mpegversion=(int){ 1, 2 }, systemstream=(boolean)true",
                "filesrc location=film.mpg ! mpegpsdemux ! fakesink", AVS_PADS)
DEFINE_DEMUXER (wavparse, "WeirWavParse", "wav", "a WAV", "WAV reader", "audio/x-wav",
                "filesrc location=sound.wav ! wavparse ! audioconvert ! fakesink",
                WEIR_SRC_SOMETIMES ("src", "ANY"))
DEFINE_DEMUXER (id3demux, "WeirID3Demux", "mp3", "a tagged MP3", "ID3 tag demuxer",
                "application/x-id3",
                "filesrc location=song.mp3 ! id3demux ! avdec_mp3 ! audioconvert ! autoaudiosink",
                WEIR_SRC_SOMETIMES ("src", "ANY"))
DEFINE_DEMUXER (
  mpegaudioparse, "WeirMpegAudioParse", "mp3", "an MP3", "MPEG audio parser",
  "audio/mpeg, mpegversion=(int)1, parsed=(boolean)false",
  "filesrc location=song.mp3 ! typefind ! mpegaudioparse ! avdec_mp3 ! audioconvert ! autoaudiosink",
  WEIR_SRC_SOMETIMES ("src", "ANY"))
