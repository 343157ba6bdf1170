/* SPDX-License-Identifier: MIT */
#pragma once

#include <libavcodec/avcodec.h>
#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

/* What x264enc can be told, and what x264 makes of it. */
typedef struct {
  guint bitrate_kbit, vbv_buf_capacity_ms, quantizer;
  int pass, speed_preset, psy_tune, me, frame_packing, sync_lookahead;
  guint tune, analyse;
  guint threads, subme, ref, bframes, key_int_max, qp_min, qp_max, qp_step, rc_lookahead,
    noise_reduction, sps_id;
  float ip_factor, pb_factor;
  gboolean sliced_threads, byte_stream, intra_refresh, dct8x8, b_adapt, b_pyramid, weightb, aud,
    trellis, cabac, mb_tree, interlaced, insert_vui;
  char *multipass_cache_file, *option_string; /* (owned) (nullable) */

  guint64 set; /* a bit per row of the table in x264-settings.c: was set by the user */
} WeirX264Settings;

GType weir_x264_pass_get_type (void);
GType weir_x264_preset_get_type (void);
GType weir_x264_tune_get_type (void);
GType weir_x264_psy_tune_get_type (void);
GType weir_x264_me_get_type (void);
GType weir_x264_analyse_get_type (void);
GType weir_x264_frame_packing_get_type (void);

/* A property of that name was set. */
void weir_x264_settings_note (WeirX264Settings *self, const char *property);
/* Writes them into a context that isn't open yet. @profile: (nullable) */
void weir_x264_settings_apply (const WeirX264Settings *self, AVCodecContext *context,
                               AVDictionary **options, gboolean avc, const char *profile);
/* How many frames x264 keeps back, about. */
guint weir_x264_settings_delay_frames (const WeirX264Settings *self);

#define WEIR_X264_PROPS(T, m)                                                                      \
  WEIR_PROP_UINT (T, m.threads, "threads", 0, G_MAXINT, 0, 0,                                      \
                  "Threads of x264; 0: as many as suit the machine"),                              \
    WEIR_PROP_BOOLEAN (                                                                            \
      T, m.sliced_threads, "sliced-threads", FALSE, 0,                                             \
      "Lets threads share a frame instead of taking one each: less delay, less quality"),          \
    WEIR_PROP_INT (T, m.sync_lookahead, "sync-lookahead", -1, 250, -1, 0,                          \
                   "Frames that the look-ahead thread may be ahead; -1: chosen by x264"),          \
    WEIR_PROP_ENUM (T, m.pass, "pass", weir_x264_pass_get_type, 0, 0,                              \
                    "How the bit rate is found"),                                                  \
    WEIR_PROP_UINT (T, m.quantizer, "quantizer", 0, 50, 21, 0,                                     \
                    "Quantizer, or quality, where `pass` is quant or qual"),                       \
    WEIR_PROP_STRING (T, m.multipass_cache_file, "multipass-cache-file", "x264.log",               \
                      WEIR_PROP_LOCATION, "File that the passes tell each other by"),              \
    WEIR_PROP_BOOLEAN (T, m.byte_stream, "byte-stream", FALSE, 0,                                  \
                       "Gives out a byte stream with start codes"),                                \
    WEIR_PROP_UINT (T, m.bitrate_kbit, "bitrate", 1, 2048000, 2048, 0, "Bit rate in kbit/s"),      \
    WEIR_PROP_BOOLEAN (T, m.intra_refresh, "intra-refresh", FALSE, 0,                              \
                       "Renews the picture in columns, without key frames"),                       \
    WEIR_PROP_UINT (T, m.vbv_buf_capacity_ms, "vbv-buf-capacity", 0, 10000, 600, 0,                \
                    "Buffer of the receiver, in ms of the bit rate; 0: the rate isn't bounded"),   \
    WEIR_PROP_ENUM (T, m.me, "me", weir_x264_me_get_type, 1, 0, "How motion is searched for"),     \
    WEIR_PROP_UINT (T, m.subme, "subme", 1, 10, 1, 0, "Effort for motion of parts of a pixel"),    \
    WEIR_PROP_FLAGS (T, m.analyse, "analyse", weir_x264_analyse_get_type, 0, 0,                    \
                     "Kinds of partitions that are tried"),                                        \
    WEIR_PROP_BOOLEAN (T, m.dct8x8, "dct8x8", FALSE, 0, "Uses transforms of 8x8, too"),            \
    WEIR_PROP_UINT (T, m.ref, "ref", 1, 16, 3, 0, "Frames that may be referred to"),               \
    WEIR_PROP_UINT (T, m.bframes, "bframes", 0, 16, 0, 0, "B-frames between others, at most"),     \
    WEIR_PROP_BOOLEAN (T, m.b_adapt, "b-adapt", TRUE, 0, "Decides how many B-frames there are"),   \
    WEIR_PROP_BOOLEAN (T, m.b_pyramid, "b-pyramid", FALSE, 0, "Lets B-frames be referred to"),     \
    WEIR_PROP_BOOLEAN (T, m.weightb, "weightb", FALSE, 0, "Weighted prediction in B-frames"),      \
    WEIR_PROP_UINT (T, m.sps_id, "sps-id", 0, 31, 0, 0, "Number of the parameter sets"),           \
    WEIR_PROP_BOOLEAN (T, m.aud, "aud", TRUE, 0,                                                   \
                       "Begins frames of a byte stream with a delimiter"),                         \
    WEIR_PROP_BOOLEAN (T, m.trellis, "trellis", TRUE, 0,                                           \
                       "Searches for the best quantized values"),                                  \
    WEIR_PROP_UINT (T, m.key_int_max, "key-int-max", 0, G_MAXINT, 0, 0,                            \
                    "Frames between key frames, at most; 0: 250"),                                 \
    WEIR_PROP_BOOLEAN (T, m.cabac, "cabac", TRUE, 0, "Arithmetic coding"),                         \
    WEIR_PROP_UINT (T, m.qp_min, "qp-min", 0, 63, 10, 0, "Least quantizer"),                       \
    WEIR_PROP_UINT (T, m.qp_max, "qp-max", 0, 63, 51, 0, "Largest quantizer"),                     \
    WEIR_PROP_UINT (T, m.qp_step, "qp-step", 0, 63, 4, 0,                                          \
                    "Change of the quantizer from frame to frame, at most"),                       \
    WEIR_PROP_FLOAT (T, m.ip_factor, "ip-factor", 0.0, 2.0, 1.4f, 0,                               \
                     "Quantizer of P-frames by that of I-frames"),                                 \
    WEIR_PROP_FLOAT (T, m.pb_factor, "pb-factor", 0.0, 2.0, 1.3f, 0,                               \
                     "Quantizer of B-frames by that of P-frames"),                                 \
    WEIR_PROP_BOOLEAN (T, m.mb_tree, "mb-tree", TRUE, 0,                                           \
                       "Spends more on what later frames refer to"),                               \
    WEIR_PROP_UINT (T, m.rc_lookahead, "rc-lookahead", 0, 250, 40, 0,                              \
                    "Frames that are looked at before one is coded"),                              \
    WEIR_PROP_UINT (T, m.noise_reduction, "noise-reduction", 0, 100000, 0, 0,                      \
                    "Strength of noise reduction"),                                                \
    WEIR_PROP_BOOLEAN (T, m.interlaced, "interlaced", FALSE, 0, "Codes frames as two fields"),     \
    WEIR_PROP_STRING (T, m.option_string, "option-string", NULL, 0,                                \
                      "More of x264's options: name=value:name=value"),                            \
    WEIR_PROP_ENUM (T, m.speed_preset, "speed-preset", weir_x264_preset_get_type, 6, 0,            \
                    "Speed against quality"),                                                      \
    WEIR_PROP_ENUM (T, m.psy_tune, "psy-tune", weir_x264_psy_tune_get_type, 0, 0,                  \
                    "What the pictures are like"),                                                 \
    WEIR_PROP_FLAGS (T, m.tune, "tune", weir_x264_tune_get_type, 0, 0, "What the stream is for"),  \
    WEIR_PROP_ENUM (T, m.frame_packing, "frame-packing", weir_x264_frame_packing_get_type, -1, 0,  \
                    "How two views share a frame"),                                                \
    WEIR_PROP_BOOLEAN (T, m.insert_vui, "insert-vui", TRUE, 0,                                     \
                       "Says shape, colours and frame rate in the stream")

G_END_DECLS
