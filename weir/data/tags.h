/* SPDX-License-Identifier: MIT */
/* Tags: facts about a stream, by well-known names. A tag has a type; some may have several
 * values. */
#pragma once

#include <weir/data/mini.h>
#include <weir/data/sample.h>
#include <weir/data/structure.h>

G_BEGIN_DECLS

/**
 * WeirTagList:
 *
 * Counted facts about a stream; who holds the only reference may change them.
 */
typedef struct _WeirTagList WeirTagList;

#define WEIR_TYPE_TAG_LIST (weir_tag_list_get_type ())
#define WEIR_TYPE_TAG_MERGE_MODE (weir_tag_merge_mode_get_type ())
#define WEIR_TYPE_TAG_FLAG (weir_tag_flag_get_type ())
#define WEIR_TYPE_TAG_SCOPE (weir_tag_scope_get_type ())
#define WEIR_TAG_LIST(obj) ((WeirTagList *) (obj))
#define WEIR_IS_TAG_LIST(obj)                                                                      \
  ((obj) != NULL && ((const WeirMini *) (obj))->kind == WEIR_MINI_TAG_LIST)

/**
 * WeirTagMergeMode:
 * @WEIR_TAG_MERGE_UNDEFINED: none
 * @WEIR_TAG_MERGE_REPLACE_ALL: the second list stands for all tags
 * @WEIR_TAG_MERGE_REPLACE: the second list stands for the tags that it has
 * @WEIR_TAG_MERGE_APPEND: values of the second list come behind those of the first
 * @WEIR_TAG_MERGE_PREPEND: values of the second list come before those of the first
 * @WEIR_TAG_MERGE_KEEP: the first list stands for the tags that it has
 * @WEIR_TAG_MERGE_KEEP_ALL: the first list stands for all tags
 * @WEIR_TAG_MERGE_COUNT: how many modes there are
 *
 * How two lists become one.
 */
typedef enum {
  WEIR_TAG_MERGE_UNDEFINED = 0,
  WEIR_TAG_MERGE_REPLACE_ALL,
  WEIR_TAG_MERGE_REPLACE,
  WEIR_TAG_MERGE_APPEND,
  WEIR_TAG_MERGE_PREPEND,
  WEIR_TAG_MERGE_KEEP,
  WEIR_TAG_MERGE_KEEP_ALL,
  WEIR_TAG_MERGE_COUNT,
} WeirTagMergeMode;

#define WEIR_TAG_MODE_IS_VALID(mode)                                                               \
  ((mode) > WEIR_TAG_MERGE_UNDEFINED && (mode) < WEIR_TAG_MERGE_COUNT)

/**
 * WeirTagFlag:
 * @WEIR_TAG_FLAG_UNDEFINED: none
 * @WEIR_TAG_FLAG_META: about the content
 * @WEIR_TAG_FLAG_ENCODED: about the encoded stream
 * @WEIR_TAG_FLAG_DECODED: about the decoded stream
 * @WEIR_TAG_FLAG_COUNT: how many there are
 *
 * What a tag speaks of.
 */
typedef enum {
  WEIR_TAG_FLAG_UNDEFINED = 0,
  WEIR_TAG_FLAG_META,
  WEIR_TAG_FLAG_ENCODED,
  WEIR_TAG_FLAG_DECODED,
  WEIR_TAG_FLAG_COUNT,
} WeirTagFlag;

/**
 * WeirTagScope:
 * @WEIR_TAG_SCOPE_STREAM: of one stream
 * @WEIR_TAG_SCOPE_GLOBAL: of all streams that play together
 *
 * Of what a list tells.
 */
typedef enum {
  WEIR_TAG_SCOPE_STREAM = 0,
  WEIR_TAG_SCOPE_GLOBAL,
} WeirTagScope;

/**
 * WeirTagMergeFunc:
 * @dest: where the one value goes; not initialised
 * @src: a list of values
 *
 * Makes one value of several.
 */
typedef void (*WeirTagMergeFunc) (GValue *dest, const GValue *src);

/**
 * WeirTagForeachFunc:
 * @list: a list
 * @tag: one of its tags
 * @user_data: what was given
 *
 * Called for each tag.
 */
typedef void (*WeirTagForeachFunc) (const WeirTagList *list, const char *tag, gpointer user_data);

#define WEIR_TAG_TITLE "title"
#define WEIR_TAG_TITLE_SORTNAME "title-sortname"
#define WEIR_TAG_ARTIST "artist"
#define WEIR_TAG_ARTIST_SORTNAME "artist-sortname"
#define WEIR_TAG_ALBUM "album"
#define WEIR_TAG_ALBUM_SORTNAME "album-sortname"
#define WEIR_TAG_ALBUM_ARTIST "album-artist"
#define WEIR_TAG_ALBUM_ARTIST_SORTNAME "album-artist-sortname"
#define WEIR_TAG_COMPOSER "composer"
#define WEIR_TAG_CONDUCTOR "conductor"
#define WEIR_TAG_DATE "date"
#define WEIR_TAG_DATE_TIME "datetime"
#define WEIR_TAG_GENRE "genre"
#define WEIR_TAG_COMMENT "comment"
#define WEIR_TAG_EXTENDED_COMMENT "extended-comment"
#define WEIR_TAG_TRACK_NUMBER "track-number"
#define WEIR_TAG_TRACK_COUNT "track-count"
#define WEIR_TAG_ALBUM_VOLUME_NUMBER "album-disc-number"
#define WEIR_TAG_ALBUM_VOLUME_COUNT "album-disc-count"
#define WEIR_TAG_LOCATION "location"
#define WEIR_TAG_HOMEPAGE "homepage"
#define WEIR_TAG_DESCRIPTION "description"
#define WEIR_TAG_VERSION "version"
#define WEIR_TAG_ISRC "isrc"
#define WEIR_TAG_ORGANIZATION "organization"
#define WEIR_TAG_COPYRIGHT "copyright"
#define WEIR_TAG_COPYRIGHT_URI "copyright-uri"
#define WEIR_TAG_ENCODED_BY "encoded-by"
#define WEIR_TAG_CONTACT "contact"
#define WEIR_TAG_LICENSE "license"
#define WEIR_TAG_LICENSE_URI "license-uri"
#define WEIR_TAG_PERFORMER "performer"
#define WEIR_TAG_DURATION "duration"
#define WEIR_TAG_CODEC "codec"
#define WEIR_TAG_VIDEO_CODEC "video-codec"
#define WEIR_TAG_AUDIO_CODEC "audio-codec"
#define WEIR_TAG_SUBTITLE_CODEC "subtitle-codec"
#define WEIR_TAG_CONTAINER_FORMAT "container-format"
#define WEIR_TAG_BITRATE "bitrate"
#define WEIR_TAG_NOMINAL_BITRATE "nominal-bitrate"
#define WEIR_TAG_MINIMUM_BITRATE "minimum-bitrate"
#define WEIR_TAG_MAXIMUM_BITRATE "maximum-bitrate"
#define WEIR_TAG_SERIAL "serial"
#define WEIR_TAG_ENCODER "encoder"
#define WEIR_TAG_ENCODER_VERSION "encoder-version"
#define WEIR_TAG_TRACK_GAIN "replaygain-track-gain"
#define WEIR_TAG_TRACK_PEAK "replaygain-track-peak"
#define WEIR_TAG_ALBUM_GAIN "replaygain-album-gain"
#define WEIR_TAG_ALBUM_PEAK "replaygain-album-peak"
#define WEIR_TAG_REFERENCE_LEVEL "replaygain-reference-level"
#define WEIR_TAG_LANGUAGE_CODE "language-code"
#define WEIR_TAG_LANGUAGE_NAME "language-name"
#define WEIR_TAG_IMAGE "image"
#define WEIR_TAG_PREVIEW_IMAGE "preview-image"
#define WEIR_TAG_ATTACHMENT "attachment"
#define WEIR_TAG_BEATS_PER_MINUTE "beats-per-minute"
#define WEIR_TAG_KEYWORDS "keywords"
#define WEIR_TAG_GEO_LOCATION_NAME "geo-location-name"
#define WEIR_TAG_GEO_LOCATION_LATITUDE "geo-location-latitude"
#define WEIR_TAG_GEO_LOCATION_LONGITUDE "geo-location-longitude"
#define WEIR_TAG_GEO_LOCATION_ELEVATION "geo-location-elevation"
#define WEIR_TAG_GEO_LOCATION_COUNTRY "geo-location-country"
#define WEIR_TAG_GEO_LOCATION_CITY "geo-location-city"
#define WEIR_TAG_GEO_LOCATION_SUBLOCATION "geo-location-sublocation"
#define WEIR_TAG_GEO_LOCATION_HORIZONTAL_ERROR "geo-location-horizontal-error"
#define WEIR_TAG_GEO_LOCATION_MOVEMENT_SPEED "geo-location-movement-speed"
#define WEIR_TAG_GEO_LOCATION_MOVEMENT_DIRECTION "geo-location-movement-direction"
#define WEIR_TAG_GEO_LOCATION_CAPTURE_DIRECTION "geo-location-capture-direction"
#define WEIR_TAG_SHOW_NAME "show-name"
#define WEIR_TAG_SHOW_SORTNAME "show-sortname"
#define WEIR_TAG_SHOW_EPISODE_NUMBER "show-episode-number"
#define WEIR_TAG_SHOW_SEASON_NUMBER "show-season-number"
#define WEIR_TAG_LYRICS "lyrics"
#define WEIR_TAG_COMPOSER_SORTNAME "composer-sortname"
#define WEIR_TAG_GROUPING "grouping"
#define WEIR_TAG_USER_RATING "user-rating"
#define WEIR_TAG_DEVICE_MANUFACTURER "device-manufacturer"
#define WEIR_TAG_DEVICE_MODEL "device-model"
#define WEIR_TAG_APPLICATION_NAME "application-name"
#define WEIR_TAG_APPLICATION_DATA "application-data"
#define WEIR_TAG_IMAGE_ORIENTATION "image-orientation"
#define WEIR_TAG_PUBLISHER "publisher"
#define WEIR_TAG_INTERPRETED_BY "interpreted-by"
#define WEIR_TAG_MIDI_BASE_NOTE "midi-base-note"
#define WEIR_TAG_PRIVATE_DATA "private-data"

WEIR_API GType weir_tag_list_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_tag_merge_mode_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_tag_flag_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_tag_scope_get_type (void) G_GNUC_CONST;

/* Kinds of tags */
WEIR_API void weir_tag_register (const char *name, WeirTagFlag flag, GType type, const char *nick,
                                 const char *blurb, WeirTagMergeFunc func);
WEIR_API void weir_tag_merge_use_first (GValue *dest, const GValue *src);
WEIR_API void weir_tag_merge_strings_with_comma (GValue *dest, const GValue *src);
WEIR_API gboolean weir_tag_exists (const char *tag);
WEIR_API GType weir_tag_get_type (const char *tag);
WEIR_API const char *weir_tag_get_nick (const char *tag);
WEIR_API const char *weir_tag_get_description (const char *tag);
WEIR_API WeirTagFlag weir_tag_get_flag (const char *tag);
WEIR_API gboolean weir_tag_is_fixed (const char *tag);

/* Lists */
WEIR_API WeirTagList *weir_tag_list_new_empty (void);
WEIR_API WeirTagList *weir_tag_list_new (const char *tag, ...) G_GNUC_NULL_TERMINATED;
WEIR_API WeirTagList *weir_tag_list_new_valist (va_list var_args);
WEIR_API WeirTagList *weir_tag_list_new_from_string (const char *str);
WEIR_API char *weir_tag_list_to_string (const WeirTagList *list);
WEIR_API WeirTagList *weir_tag_list_ref (WeirTagList *taglist);
WEIR_API void weir_tag_list_unref (WeirTagList *taglist);
WEIR_API void weir_clear_tag_list (WeirTagList **taglist_ptr);
WEIR_API WeirTagList *weir_tag_list_copy (const WeirTagList *taglist);
WEIR_API gboolean weir_tag_list_is_writable (const WeirTagList *taglist);
WEIR_API WeirTagList *weir_tag_list_make_writable (WeirTagList *taglist) G_GNUC_WARN_UNUSED_RESULT;
WEIR_API gboolean weir_tag_list_replace (WeirTagList **old_taglist, WeirTagList *new_taglist);
WEIR_API gboolean weir_tag_list_take (WeirTagList **old_taglist, WeirTagList *new_taglist);
WEIR_API void weir_tag_list_set_scope (WeirTagList *list, WeirTagScope scope);
WEIR_API WeirTagScope weir_tag_list_get_scope (const WeirTagList *list);
WEIR_API int weir_tag_list_n_tags (const WeirTagList *list);
WEIR_API const char *weir_tag_list_nth_tag_name (const WeirTagList *list, guint index);
WEIR_API gboolean weir_tag_list_is_empty (const WeirTagList *list);
WEIR_API gboolean weir_tag_list_is_equal (const WeirTagList *list1, const WeirTagList *list2);
WEIR_API void weir_tag_list_insert (WeirTagList *into, const WeirTagList *from,
                                    WeirTagMergeMode mode);
WEIR_API WeirTagList *weir_tag_list_merge (const WeirTagList *list1, const WeirTagList *list2,
                                           WeirTagMergeMode mode);
WEIR_API guint weir_tag_list_get_tag_size (const WeirTagList *list, const char *tag);
WEIR_API void weir_tag_list_add (WeirTagList *list, WeirTagMergeMode mode, const char *tag,
                                 ...) G_GNUC_NULL_TERMINATED;
WEIR_API void weir_tag_list_add_values (WeirTagList *list, WeirTagMergeMode mode, const char *tag,
                                        ...) G_GNUC_NULL_TERMINATED;
WEIR_API void weir_tag_list_add_valist (WeirTagList *list, WeirTagMergeMode mode, const char *tag,
                                        va_list var_args);
WEIR_API void weir_tag_list_add_valist_values (WeirTagList *list, WeirTagMergeMode mode,
                                               const char *tag, va_list var_args);
WEIR_API void weir_tag_list_add_value (WeirTagList *list, WeirTagMergeMode mode, const char *tag,
                                       const GValue *value);
WEIR_API void weir_tag_list_remove_tag (WeirTagList *list, const char *tag);
WEIR_API void weir_tag_list_foreach (const WeirTagList *list, WeirTagForeachFunc func,
                                     gpointer user_data);
WEIR_API const GValue *weir_tag_list_get_value_index (const WeirTagList *list, const char *tag,
                                                      guint index);
WEIR_API gboolean weir_tag_list_copy_value (GValue *dest, const WeirTagList *list, const char *tag);
WEIR_API gboolean weir_tag_list_peek_string_index (const WeirTagList *list, const char *tag,
                                                   guint index, const char **value);
WEIR_API gboolean weir_tag_list_get_boolean (const WeirTagList *list, const char *tag,
                                             gboolean *value);
WEIR_API gboolean weir_tag_list_get_boolean_index (const WeirTagList *list, const char *tag,
                                                   guint index, gboolean *value);
WEIR_API gboolean weir_tag_list_get_int (const WeirTagList *list, const char *tag, int *value);
WEIR_API gboolean weir_tag_list_get_int_index (const WeirTagList *list, const char *tag,
                                               guint index, int *value);
WEIR_API gboolean weir_tag_list_get_uint (const WeirTagList *list, const char *tag, guint *value);
WEIR_API gboolean weir_tag_list_get_uint_index (const WeirTagList *list, const char *tag,
                                                guint index, guint *value);
WEIR_API gboolean weir_tag_list_get_int64 (const WeirTagList *list, const char *tag, gint64 *value);
WEIR_API gboolean weir_tag_list_get_int64_index (const WeirTagList *list, const char *tag,
                                                 guint index, gint64 *value);
WEIR_API gboolean weir_tag_list_get_uint64 (const WeirTagList *list, const char *tag,
                                            guint64 *value);
WEIR_API gboolean weir_tag_list_get_uint64_index (const WeirTagList *list, const char *tag,
                                                  guint index, guint64 *value);
WEIR_API gboolean weir_tag_list_get_float (const WeirTagList *list, const char *tag, float *value);
WEIR_API gboolean weir_tag_list_get_float_index (const WeirTagList *list, const char *tag,
                                                 guint index, float *value);
WEIR_API gboolean weir_tag_list_get_double (const WeirTagList *list, const char *tag,
                                            double *value);
WEIR_API gboolean weir_tag_list_get_double_index (const WeirTagList *list, const char *tag,
                                                  guint index, double *value);
WEIR_API gboolean weir_tag_list_get_string (const WeirTagList *list, const char *tag, char **value);
WEIR_API gboolean weir_tag_list_get_string_index (const WeirTagList *list, const char *tag,
                                                  guint index, char **value);
WEIR_API gboolean weir_tag_list_get_pointer (const WeirTagList *list, const char *tag,
                                             gpointer *value);
WEIR_API gboolean weir_tag_list_get_pointer_index (const WeirTagList *list, const char *tag,
                                                   guint index, gpointer *value);
WEIR_API gboolean weir_tag_list_get_date (const WeirTagList *list, const char *tag, GDate **value);
WEIR_API gboolean weir_tag_list_get_date_index (const WeirTagList *list, const char *tag,
                                                guint index, GDate **value);
WEIR_API gboolean weir_tag_list_get_date_time (const WeirTagList *list, const char *tag,
                                               GDateTime **value);
WEIR_API gboolean weir_tag_list_get_date_time_index (const WeirTagList *list, const char *tag,
                                                     guint index, GDateTime **value);
WEIR_API gboolean weir_tag_list_get_sample (const WeirTagList *list, const char *tag,
                                            WeirSample **value);
WEIR_API gboolean weir_tag_list_get_sample_index (const WeirTagList *list, const char *tag,
                                                  guint index, WeirSample **value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTagList, weir_tag_list_unref)

G_END_DECLS
