/* SPDX-License-Identifier: MIT */
/* Kinds of tags: the well-known ones, and those that programs add. Names, types and what they speak
 * of are those that programs know. */
#include <weir/data/tags-private.h>

G_DEFINE_ENUM_TYPE (WeirTagMergeMode, weir_tag_merge_mode,
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_MERGE_UNDEFINED, "undefined"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_MERGE_REPLACE_ALL, "replace-all"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_MERGE_REPLACE, "replace"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_MERGE_APPEND, "append"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_MERGE_PREPEND, "prepend"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_MERGE_KEEP, "keep"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_MERGE_KEEP_ALL, "keep-all"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_MERGE_COUNT, "count"))

G_DEFINE_ENUM_TYPE (WeirTagFlag, weir_tag_flag,
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_FLAG_UNDEFINED, "undefined"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_FLAG_META, "meta"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_FLAG_ENCODED, "encoded"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_FLAG_DECODED, "decoded"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_FLAG_COUNT, "count"))

G_DEFINE_ENUM_TYPE (WeirTagScope, weir_tag_scope,
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_SCOPE_STREAM, "stream"),
                    G_DEFINE_ENUM_VALUE (WEIR_TAG_SCOPE_GLOBAL, "global"))

/* Types that have no constant number stand by a letter until they are asked for. */
typedef enum {
  T_STRING = 1,
  T_UINT,
  T_UINT64,
  T_DOUBLE,
  T_DATE,
  T_DATE_TIME,
  T_SAMPLE,
} KnownType;

typedef struct {
  const char *name;
  WeirTagFlag flag;
  KnownType type;
  const char *nick;
  const char *blurb;
  WeirTagMergeFunc merge; /* NULL: one value only */
} KnownTag;

typedef struct {
  WeirTagFlag flag;
  GType type;
  const char *nick;  /* interned */
  const char *blurb; /* interned */
  WeirTagMergeFunc merge;
} Tag;

#define COMMA weir_tag_merge_strings_with_comma
#define FIRST weir_tag_merge_use_first

static const KnownTag known_tags[] = {
  { WEIR_TAG_TITLE, WEIR_TAG_FLAG_META, T_STRING, "title", "what it is called", COMMA },
  { WEIR_TAG_TITLE_SORTNAME, WEIR_TAG_FLAG_META, T_STRING, "title sortname",
    "title as it is sorted", NULL },
  { WEIR_TAG_ARTIST, WEIR_TAG_FLAG_META, T_STRING, "artist", "who made the recording", COMMA },
  { WEIR_TAG_ARTIST_SORTNAME, WEIR_TAG_FLAG_META, T_STRING, "artist sortname",
    "artist as it is sorted", NULL },
  { WEIR_TAG_ALBUM, WEIR_TAG_FLAG_META, T_STRING, "album", "record or collection it is on", COMMA },
  { WEIR_TAG_ALBUM_SORTNAME, WEIR_TAG_FLAG_META, T_STRING, "album sortname",
    "album as it is sorted", NULL },
  { WEIR_TAG_ALBUM_ARTIST, WEIR_TAG_FLAG_META, T_STRING, "album artist",
    "artist of the whole album", COMMA },
  { WEIR_TAG_ALBUM_ARTIST_SORTNAME, WEIR_TAG_FLAG_META, T_STRING, "album artist sortname",
    "album artist as it is sorted", NULL },
  { WEIR_TAG_COMPOSER, WEIR_TAG_FLAG_META, T_STRING, "composer", "who wrote the music", COMMA },
  { WEIR_TAG_CONDUCTOR, WEIR_TAG_FLAG_META, T_STRING, "conductor", "who conducts", COMMA },
  { WEIR_TAG_DATE, WEIR_TAG_FLAG_META, T_DATE, "date", "day of the recording", NULL },
  { WEIR_TAG_DATE_TIME, WEIR_TAG_FLAG_META, T_DATE_TIME, "datetime",
    "day and time of the recording", NULL },
  { WEIR_TAG_GENRE, WEIR_TAG_FLAG_META, T_STRING, "genre", "kind of music or film", COMMA },
  { WEIR_TAG_COMMENT, WEIR_TAG_FLAG_META, T_STRING, "comment", "anything worth saying", FIRST },
  { WEIR_TAG_EXTENDED_COMMENT, WEIR_TAG_FLAG_META, T_STRING, "extended comment",
    "a comment as key and value", FIRST },
  { WEIR_TAG_TRACK_NUMBER, WEIR_TAG_FLAG_META, T_UINT, "track number", "number on the disc",
    FIRST },
  { WEIR_TAG_TRACK_COUNT, WEIR_TAG_FLAG_META, T_UINT, "track count", "how many tracks the disc has",
    FIRST },
  { WEIR_TAG_ALBUM_VOLUME_NUMBER, WEIR_TAG_FLAG_META, T_UINT, "disc number",
    "number of the disc in the album", FIRST },
  { WEIR_TAG_ALBUM_VOLUME_COUNT, WEIR_TAG_FLAG_META, T_UINT, "disc count",
    "how many discs the album has", FIRST },
  { WEIR_TAG_LOCATION, WEIR_TAG_FLAG_META, T_STRING, "location", "address it came from", COMMA },
  { WEIR_TAG_HOMEPAGE, WEIR_TAG_FLAG_META, T_STRING, "homepage", "web address about it", COMMA },
  { WEIR_TAG_DESCRIPTION, WEIR_TAG_FLAG_META, T_STRING, "description", "what it is about", COMMA },
  { WEIR_TAG_VERSION, WEIR_TAG_FLAG_META, T_STRING, "version", "which version it is", NULL },
  { WEIR_TAG_ISRC, WEIR_TAG_FLAG_META, T_STRING, "ISRC", "International Standard Recording Code",
    NULL },
  { WEIR_TAG_ORGANIZATION, WEIR_TAG_FLAG_META, T_STRING, "organization", "organization behind it",
    COMMA },
  { WEIR_TAG_COPYRIGHT, WEIR_TAG_FLAG_META, T_STRING, "copyright", "copyright notice", NULL },
  { WEIR_TAG_COPYRIGHT_URI, WEIR_TAG_FLAG_META, T_STRING, "copyright uri",
    "address of the copyright notice", NULL },
  { WEIR_TAG_ENCODED_BY, WEIR_TAG_FLAG_META, T_STRING, "encoded by", "who encoded it", COMMA },
  { WEIR_TAG_CONTACT, WEIR_TAG_FLAG_META, T_STRING, "contact", "whom to ask", COMMA },
  { WEIR_TAG_LICENSE, WEIR_TAG_FLAG_META, T_STRING, "license", "license in words", NULL },
  { WEIR_TAG_LICENSE_URI, WEIR_TAG_FLAG_META, T_STRING, "license uri", "address of the license",
    NULL },
  { WEIR_TAG_PERFORMER, WEIR_TAG_FLAG_META, T_STRING, "performer", "who performs", COMMA },
  { WEIR_TAG_DURATION, WEIR_TAG_FLAG_DECODED, T_UINT64, "duration", "how long it lasts, in ns",
    NULL },
  { WEIR_TAG_CODEC, WEIR_TAG_FLAG_ENCODED, T_STRING, "codec", "codec of the data", COMMA },
  { WEIR_TAG_VIDEO_CODEC, WEIR_TAG_FLAG_ENCODED, T_STRING, "video codec", "codec of the picture",
    NULL },
  { WEIR_TAG_AUDIO_CODEC, WEIR_TAG_FLAG_ENCODED, T_STRING, "audio codec", "codec of the sound",
    NULL },
  { WEIR_TAG_SUBTITLE_CODEC, WEIR_TAG_FLAG_ENCODED, T_STRING, "subtitle codec",
    "codec of the subtitles", NULL },
  { WEIR_TAG_CONTAINER_FORMAT, WEIR_TAG_FLAG_ENCODED, T_STRING, "container format",
    "format of the container", NULL },
  { WEIR_TAG_BITRATE, WEIR_TAG_FLAG_ENCODED, T_UINT, "bitrate", "bits per second", NULL },
  { WEIR_TAG_NOMINAL_BITRATE, WEIR_TAG_FLAG_ENCODED, T_UINT, "nominal bitrate",
    "bits per second as announced", NULL },
  { WEIR_TAG_MINIMUM_BITRATE, WEIR_TAG_FLAG_ENCODED, T_UINT, "minimum bitrate",
    "bits per second at the least", NULL },
  { WEIR_TAG_MAXIMUM_BITRATE, WEIR_TAG_FLAG_ENCODED, T_UINT, "maximum bitrate",
    "bits per second at the most", NULL },
  { WEIR_TAG_SERIAL, WEIR_TAG_FLAG_ENCODED, T_UINT, "serial", "number of the stream", NULL },
  { WEIR_TAG_ENCODER, WEIR_TAG_FLAG_ENCODED, T_STRING, "encoder", "program that encoded it", NULL },
  { WEIR_TAG_ENCODER_VERSION, WEIR_TAG_FLAG_ENCODED, T_UINT, "encoder version",
    "version of that program", NULL },
  { WEIR_TAG_TRACK_GAIN, WEIR_TAG_FLAG_META, T_DOUBLE, "replaygain track gain",
    "gain of the track, in dB", NULL },
  { WEIR_TAG_TRACK_PEAK, WEIR_TAG_FLAG_META, T_DOUBLE, "replaygain track peak", "peak of the track",
    NULL },
  { WEIR_TAG_ALBUM_GAIN, WEIR_TAG_FLAG_META, T_DOUBLE, "replaygain album gain",
    "gain of the album, in dB", NULL },
  { WEIR_TAG_ALBUM_PEAK, WEIR_TAG_FLAG_META, T_DOUBLE, "replaygain album peak", "peak of the album",
    NULL },
  { WEIR_TAG_REFERENCE_LEVEL, WEIR_TAG_FLAG_META, T_DOUBLE, "replaygain reference level",
    "level that the gains refer to, in dB", NULL },
  { WEIR_TAG_LANGUAGE_CODE, WEIR_TAG_FLAG_META, T_STRING, "language code",
    "language, as ISO 639 code", NULL },
  { WEIR_TAG_LANGUAGE_NAME, WEIR_TAG_FLAG_META, T_STRING, "language name", "language, in words",
    NULL },
  { WEIR_TAG_IMAGE, WEIR_TAG_FLAG_META, T_SAMPLE, "image", "picture that goes with it", FIRST },
  { WEIR_TAG_PREVIEW_IMAGE, WEIR_TAG_FLAG_META, T_SAMPLE, "preview image",
    "small picture that goes with it", NULL },
  { WEIR_TAG_ATTACHMENT, WEIR_TAG_FLAG_META, T_SAMPLE, "attachment", "file that goes with it",
    FIRST },
  { WEIR_TAG_BEATS_PER_MINUTE, WEIR_TAG_FLAG_META, T_DOUBLE, "beats per minute", "beats per minute",
    NULL },
  { WEIR_TAG_KEYWORDS, WEIR_TAG_FLAG_META, T_STRING, "keywords", "words to find it by", COMMA },
  { WEIR_TAG_GEO_LOCATION_NAME, WEIR_TAG_FLAG_META, T_STRING, "geo location name", "place in words",
    NULL },
  { WEIR_TAG_GEO_LOCATION_LATITUDE, WEIR_TAG_FLAG_META, T_DOUBLE, "geo location latitude",
    "latitude in degrees, north positive", NULL },
  { WEIR_TAG_GEO_LOCATION_LONGITUDE, WEIR_TAG_FLAG_META, T_DOUBLE, "geo location longitude",
    "longitude in degrees, east positive", NULL },
  { WEIR_TAG_GEO_LOCATION_ELEVATION, WEIR_TAG_FLAG_META, T_DOUBLE, "geo location elevation",
    "metres above the sea", NULL },
  { WEIR_TAG_GEO_LOCATION_COUNTRY, WEIR_TAG_FLAG_META, T_STRING, "geo location country",
    "country in words", NULL },
  { WEIR_TAG_GEO_LOCATION_CITY, WEIR_TAG_FLAG_META, T_STRING, "geo location city", "town in words",
    NULL },
  { WEIR_TAG_GEO_LOCATION_SUBLOCATION, WEIR_TAG_FLAG_META, T_STRING, "geo location sublocation",
    "part of the town in words", NULL },
  { WEIR_TAG_GEO_LOCATION_HORIZONTAL_ERROR, WEIR_TAG_FLAG_META, T_DOUBLE,
    "geo location horizontal error", "error of the place, in metres", NULL },
  { WEIR_TAG_GEO_LOCATION_MOVEMENT_SPEED, WEIR_TAG_FLAG_META, T_DOUBLE,
    "geo location movement speed", "speed of the device, in metres per second", NULL },
  { WEIR_TAG_GEO_LOCATION_MOVEMENT_DIRECTION, WEIR_TAG_FLAG_META, T_DOUBLE,
    "geo location movement direction", "where the device went, in degrees from north", NULL },
  { WEIR_TAG_GEO_LOCATION_CAPTURE_DIRECTION, WEIR_TAG_FLAG_META, T_DOUBLE,
    "geo location capture direction", "where the device looked, in degrees from north", NULL },
  { WEIR_TAG_SHOW_NAME, WEIR_TAG_FLAG_META, T_STRING, "show name", "name of the series", COMMA },
  { WEIR_TAG_SHOW_SORTNAME, WEIR_TAG_FLAG_META, T_STRING, "show sortname",
    "name of the series as it is sorted", NULL },
  { WEIR_TAG_SHOW_EPISODE_NUMBER, WEIR_TAG_FLAG_META, T_UINT, "episode number",
    "number in the season", FIRST },
  { WEIR_TAG_SHOW_SEASON_NUMBER, WEIR_TAG_FLAG_META, T_UINT, "season number",
    "number of the season", FIRST },
  { WEIR_TAG_LYRICS, WEIR_TAG_FLAG_META, T_STRING, "lyrics", "words of the song", COMMA },
  { WEIR_TAG_COMPOSER_SORTNAME, WEIR_TAG_FLAG_META, T_STRING, "composer sortname",
    "composer as it is sorted", NULL },
  { WEIR_TAG_GROUPING, WEIR_TAG_FLAG_META, T_STRING, "grouping", "parts that belong together",
    NULL },
  { WEIR_TAG_USER_RATING, WEIR_TAG_FLAG_META, T_UINT, "user rating", "how users like it, 0 to 100",
    NULL },
  { WEIR_TAG_DEVICE_MANUFACTURER, WEIR_TAG_FLAG_META, T_STRING, "device manufacturer",
    "who made the recording device", NULL },
  { WEIR_TAG_DEVICE_MODEL, WEIR_TAG_FLAG_META, T_STRING, "device model",
    "model of the recording device", NULL },
  { WEIR_TAG_APPLICATION_NAME, WEIR_TAG_FLAG_META, T_STRING, "application name",
    "program that made it", NULL },
  { WEIR_TAG_APPLICATION_DATA, WEIR_TAG_FLAG_META, T_SAMPLE, "application data",
    "data of that program", NULL },
  { WEIR_TAG_IMAGE_ORIENTATION, WEIR_TAG_FLAG_META, T_STRING, "image orientation",
    "how the picture is to be turned", NULL },
  { WEIR_TAG_PUBLISHER, WEIR_TAG_FLAG_META, T_STRING, "publisher", "who published it", COMMA },
  { WEIR_TAG_INTERPRETED_BY, WEIR_TAG_FLAG_META, T_STRING, "interpreted-by",
    "who remixed or interpreted it", COMMA },
  { WEIR_TAG_MIDI_BASE_NOTE, WEIR_TAG_FLAG_META, T_UINT, "midi-base-note",
    "MIDI note of the sample", NULL },
  { WEIR_TAG_PRIVATE_DATA, WEIR_TAG_FLAG_META, T_SAMPLE, "private-data",
    "data of one kind of program", FIRST },
};

static GRWLock lock;
static GHashTable *tags; /* (owned) interned name -> Tag, never removed; guarded by lock */

static GType
known_type (KnownType type)
{
  switch (type) {
  case T_STRING:
    return G_TYPE_STRING;
  case T_UINT:
    return G_TYPE_UINT;
  case T_UINT64:
    return G_TYPE_UINT64;
  case T_DOUBLE:
    return G_TYPE_DOUBLE;
  case T_DATE:
    return G_TYPE_DATE;
  case T_DATE_TIME:
    return G_TYPE_DATE_TIME;
  case T_SAMPLE:
    return WEIR_TYPE_SAMPLE;
  }
  g_assert_not_reached ();
}

/* With the lock for writing. */
static void
add_tag (const char *name, WeirTagFlag flag, GType type, const char *nick, const char *blurb,
         WeirTagMergeFunc merge)
{
  Tag *tag = g_new (Tag, 1);
  *tag = (Tag){ flag, type, g_intern_string (nick), g_intern_string (blurb), merge };
  g_hash_table_insert (tags, (gpointer) g_intern_string (name), tag);
}

static void
ensure_tags (void)
{
  static gsize once;
  if (!g_once_init_enter (&once))
    return;
  g_rw_lock_writer_lock (&lock);
  tags = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS (known_tags); i++) {
    const KnownTag *tag = &known_tags[i];
    add_tag (tag->name, tag->flag, known_type (tag->type), tag->nick, tag->blurb, tag->merge);
  }
  g_rw_lock_writer_unlock (&lock);
  g_once_init_leave (&once, 1);
}

/* Tags are never removed, so the pointer stays good without the lock. */
static const Tag *
find (const char *name)
{
  ensure_tags ();
  g_rw_lock_reader_lock (&lock);
  const Tag *tag = g_hash_table_lookup (tags, name);
  g_rw_lock_reader_unlock (&lock);
  return tag;
}

/**
 * weir_tag_register: (skip)
 * @name: a name
 * @flag: what it speaks of
 * @type: type of its values
 * @nick: a name to show
 * @blurb: what it says
 * @func: (nullable) (scope forever): makes one value of several; %NULL: it has one value only
 *
 * Makes a kind of tag, unless there is one of that name. Thread: any.
 */
void
weir_tag_register (const char *name, WeirTagFlag flag, GType type, const char *nick,
                   const char *blurb, WeirTagMergeFunc func)
{
  g_return_if_fail (name != NULL && nick != NULL && blurb != NULL);
  g_return_if_fail (type != 0 && type != WEIR_TYPE_LIST);

  ensure_tags ();
  g_rw_lock_writer_lock (&lock);
  if (g_hash_table_lookup (tags, name) == NULL)
    add_tag (name, flag, type, nick, blurb, func);
  g_rw_lock_writer_unlock (&lock);
}

/**
 * weir_tag_merge_use_first:
 * @dest: (out caller-allocates): where the one value goes; not initialised
 * @src: a list of values
 *
 * Takes the first of several values. Thread: any.
 */
void
weir_tag_merge_use_first (GValue *dest, const GValue *src)
{
  weir_value_init_and_copy (dest, weir_value_list_get_value (src, 0));
}

/**
 * weir_tag_merge_strings_with_comma:
 * @dest: (out caller-allocates): where the one value goes; not initialised
 * @src: a list of strings
 *
 * Joins strings by `, `. Thread: any.
 */
void
weir_tag_merge_strings_with_comma (GValue *dest, const GValue *src)
{
  GString *joined = g_string_new (NULL);
  guint n = weir_value_list_get_size (src);
  for (guint i = 0; i < n; i++) {
    const char *string = g_value_get_string (weir_value_list_get_value (src, i));
    if (i > 0)
      g_string_append (joined, ", ");
    g_string_append (joined, string != NULL ? string : "");
  }
  g_value_init (dest, G_TYPE_STRING);
  g_value_take_string (dest, g_string_free (joined, FALSE));
}

/**
 * weir_tag_exists:
 * @tag: a name
 *
 * Tells whether a tag of that name is registered. Thread: any.
 *
 * Returns: %TRUE if there is such a kind of tag
 */
gboolean
weir_tag_exists (const char *tag)
{
  g_return_val_if_fail (tag != NULL, FALSE);
  return find (tag) != NULL;
}

/**
 * weir_tag_get_type:
 * @tag: a tag
 *
 * Returns: the type of its values, 0 if there is no such tag
 */
GType
weir_tag_get_type (const char *tag)
{
  g_return_val_if_fail (tag != NULL, 0);
  const Tag *found = find (tag);
  return found != NULL ? found->type : 0;
}

/**
 * weir_tag_get_nick:
 * @tag: a tag
 *
 * Gives the name of a tag for people. Thread: any.
 *
 * Returns: (nullable): a name to show
 */
const char *
weir_tag_get_nick (const char *tag)
{
  g_return_val_if_fail (tag != NULL, NULL);
  const Tag *found = find (tag);
  return found != NULL ? found->nick : NULL;
}

/**
 * weir_tag_get_description:
 * @tag: a tag
 *
 * Describes a tag in a sentence. Thread: any.
 *
 * Returns: (nullable): what it says
 */
const char *
weir_tag_get_description (const char *tag)
{
  g_return_val_if_fail (tag != NULL, NULL);
  const Tag *found = find (tag);
  return found != NULL ? found->blurb : NULL;
}

/**
 * weir_tag_get_flag:
 * @tag: a tag
 *
 * Tells what kind of fact a tag is; %WEIR_TAG_FLAG_UNDEFINED where it isn't registered.
 * Thread: any.
 *
 * Returns: what it speaks of
 */
WeirTagFlag
weir_tag_get_flag (const char *tag)
{
  g_return_val_if_fail (tag != NULL, WEIR_TAG_FLAG_UNDEFINED);
  const Tag *found = find (tag);
  return found != NULL ? found->flag : WEIR_TAG_FLAG_UNDEFINED;
}

/**
 * weir_tag_is_fixed:
 * @tag: a tag
 *
 * Tells whether a tag has a single value. Where it may have several, they are merged when one is
 * asked for. Thread: any.
 *
 * Returns: %TRUE if it has one value only
 */
gboolean
weir_tag_is_fixed (const char *tag)
{
  g_return_val_if_fail (tag != NULL, FALSE);
  const Tag *found = find (tag);
  return found != NULL && found->merge == NULL;
}

WeirTagMergeFunc
weir_tag_get_merge (const char *tag)
{
  const Tag *found = find (tag);
  return found != NULL ? found->merge : NULL;
}
