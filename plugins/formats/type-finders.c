/* SPDX-License-Identifier: MIT */
/* What common files begin with. A table for those that have a fixed mark, a function each for those that haven't.
 * Where the marks come from stands beside them. */
#include <string.h>

#include "playback.h"

/* Up to `*size` bytes from the beginning, as many as there are. */
static const guint8 *
peek_some (WeirTypeFind *find, guint *size)
{
  guint64 length = weir_type_find_get_length (find);
  const guint8 *data = NULL;

  if (length > 0)
    *size = (guint) MIN (*size, length);
  for (guint n = *size; n >= 16 && data == NULL; n /= 2) {
    *size = n;
    data = weir_type_find_peek (find, 0, size);
  }
  return data;
}

/* --- fixed marks ------------------------------------------------------------------------------------------- */

typedef struct {
  guint offset;
  const char *bytes;
  guint n;
} Mark;

#define MARK(offset_, bytes_)                                                                      \
  {                                                                                                \
    offset_, bytes_, sizeof (bytes_) - 1                                                           \
  }

typedef struct {
  Mark marks[2]; /* all must be there */
  const char *caps;
} Row;

static const Row rows[] = {
  { { MARK (0, "\xff\xd8\xff") }, "image/jpeg" },     /* ISO/IEC 10918-1, B.1.1.3 */
  { { MARK (0, "\x89PNG\r\n\x1a\n") }, "image/png" }, /* PNG (W3C), 5.2 */
  { { MARK (0, "GIF87a") }, "image/gif" },
  { { MARK (0, "GIF89a") }, "image/gif" },
  { { MARK (0, "RIFF"), MARK (8, "WEBP") }, "image/webp" },
  { { MARK (0, "RIFF"), MARK (8, "WAVE") }, "audio/x-wav" },
  { { MARK (0, "RIFF"), MARK (8, "AVI ") }, "video/x-msvideo" },
  { { MARK (0, "OggS") }, "application/ogg" }, /* RFC 3533, 6 */
  { { MARK (0, "fLaC") }, "audio/x-flac" },
  { { MARK (0, "FLV\x01") }, "video/x-flv" },
  { { MARK (0, "ID3") }, "application/x-id3" },
  { { MARK (0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11") }, "video/x-ms-asf" },
  { { MARK (0, "\0\0\x01\xba") },
    "video/mpeg, mpegversion=(int)2, systemstream=(boolean)true" }, /* 13818-1, 2.5.3 */
  { { MARK (0, "\0\0\x01\xb3") }, "video/mpeg, mpegversion=(int)2, systemstream=(boolean)false" },
  { { MARK (0, "%PDF-") }, "application/pdf" },
  { { MARK (0, "PK\x03\x04") }, "application/zip" },
  { { MARK (0, "\x1f\x8b") }, "application/x-gzip" },
  { { MARK (0, "BZh") }, "application/x-bzip" },
  { { MARK (0, "\xfd"
               "7zXZ") },
    "application/x-xz" },
  { { MARK (0, "\x7f"
               "ELF") },
    "application/x-executable" },
  { { MARK (0, "#!AMR\n") }, "audio/x-amr-nb-sh" },
};

static gboolean
has_mark (WeirTypeFind *find, const Mark *mark)
{
  guint size = mark->n;
  const guint8 *data = weir_type_find_peek (find, mark->offset, &size);

  return data != NULL && size >= mark->n && memcmp (data, mark->bytes, mark->n) == 0;
}

static void
suggest (WeirTypeFind *find, guint probability, const char *text)
{
  WeirCaps *caps = weir_caps_from_string (text);

  weir_type_find_suggest (find, probability, caps);
  weir_caps_unref (caps);
}

static void
find_marks (WeirTypeFind *find, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (has_mark (find, &rows[i].marks[0])
        && (rows[i].marks[1].n == 0 || has_mark (find, &rows[i].marks[1])))
      suggest (find, WEIR_TYPE_FIND_MAXIMUM, rows[i].caps);
}

/* --- ISO/IEC 14496-12: boxes of a size and a name; the first one should be ftyp ------------------------------ */

static void
find_iso (WeirTypeFind *find, gpointer user_data)
{
  static const char *const names[] = { "moov", "mdat", "wide", "free", "skip", "pnot", "moof" };
  guint size = 12;
  const guint8 *data = weir_type_find_peek (find, 0, &size);

  if (data == NULL || size < 12)
    return;
  if (memcmp (data + 4, "ftyp", 4) == 0) {
    if (memcmp (data + 8, "M4A ", 4) == 0 || memcmp (data + 8, "M4B ", 4) == 0)
      suggest (find, WEIR_TYPE_FIND_MAXIMUM, "audio/x-m4a");
    else if (memcmp (data + 8, "3g", 2) == 0)
      suggest (find, WEIR_TYPE_FIND_MAXIMUM, "application/x-3gp");
    else if (memcmp (data + 8, "qt  ", 4) == 0)
      suggest (find, WEIR_TYPE_FIND_MAXIMUM, "video/quicktime");
    else
      suggest (find, WEIR_TYPE_FIND_MAXIMUM, "video/quicktime, variant=(string)iso");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (memcmp (data + 4, names[i], 4) == 0)
      suggest (find, WEIR_TYPE_FIND_NEARLY_CERTAIN, "video/quicktime");
}

/* --- Matroska (RFC 8794): the header names its document type --------------------------------------------------- */

static void
find_matroska (WeirTypeFind *find, gpointer user_data)
{
  guint size = 4096;
  const guint8 *data = peek_some (find, &size);

  if (data == NULL || size < 16 || memcmp (data, "\x1a\x45\xdf\xa3", 4) != 0)
    return;
  if (memmem (data, MIN (size, 64), "webm", 4) != NULL)
    suggest (find, WEIR_TYPE_FIND_MAXIMUM, "video/webm");
  else if (memmem (data, MIN (size, 64), "matroska", 8) != NULL)
    suggest (find, WEIR_TYPE_FIND_MAXIMUM, "video/x-matroska");
}

/* --- MPEG transport stream (ISO/IEC 13818-1, 2.4.3): 0x47 every 188 bytes ---------------------------------------- */

static void
find_ts (WeirTypeFind *find, gpointer user_data)
{
  guint size = 188 * 8 + 1, n = 0;
  const guint8 *data = peek_some (find, &size);

  if (data == NULL || size < 188 * 3 + 1)
    return;
  for (guint at = 0; at < size && data[at] == 0x47; at += 188)
    n++;
  if (n >= 4)
    suggest (find, n >= 8 ? WEIR_TYPE_FIND_MAXIMUM : WEIR_TYPE_FIND_LIKELY,
             "video/mpegts, systemstream=(boolean)true, packetsize=(int)188");
}

/* --- frames of sound, one after the other ------------------------------------------------------------------------ */

/* ISO/IEC 11172-3, 2.4.2.3: bytes of an MPEG audio frame of layer 3, 0 if that is none. */
static guint
mp3_frame_bytes (const guint8 *head)
{
  static const guint16 kbit[2][16] = {
    { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0 },
    { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0 }
  };
  static const guint rates[3] = { 44100, 48000, 32000 };
  guint version = head[1] >> 3 & 3, layer = head[1] >> 1 & 3, rate = head[2] >> 2 & 3;
  guint halvings = version == 3 ? 0 : version == 2 ? 1 : 2; /* MPEG 1, 2, 2.5 */
  guint bits;

  if (head[0] != 0xff || (head[1] & 0xe0) != 0xe0 || version == 1 || layer != 1 || rate == 3)
    return 0;
  bits = kbit[version == 3][head[2] >> 4];
  if (bits == 0)
    return 0;
  return (version == 3 ? 144u : 72u) * bits * 1000 / (rates[rate] >> halvings) + (head[2] >> 1 & 1);
}

/* ISO/IEC 13818-7, 6.2: bytes of an ADTS frame, 0 if that is none. */
static guint
adts_frame_bytes (const guint8 *head)
{
  if (head[0] != 0xff || (head[1] & 0xf6) != 0xf0 || (head[2] >> 2 & 15) > 12)
    return 0;
  return (guint) (head[3] & 3) << 11 | (guint) head[4] << 3 | head[5] >> 5;
}

static guint
count_frames (const guint8 *data, guint size, guint (*frame_bytes) (const guint8 *head))
{
  guint n = 0, at = 0, bytes;

  while (at + 7 <= size && n < 8 && (bytes = frame_bytes (data + at)) >= 7) {
    n++;
    at += bytes;
  }
  return n;
}

static void
find_sound (WeirTypeFind *find, gpointer user_data)
{
  guint size = 16384, n;
  const guint8 *data = peek_some (find, &size);

  if (data == NULL)
    return;
  n = count_frames (data, size, adts_frame_bytes);
  if (n >= 3)
    suggest (find, n >= 6 ? WEIR_TYPE_FIND_NEARLY_CERTAIN : WEIR_TYPE_FIND_LIKELY,
             "audio/mpeg, framed=(boolean)false, mpegversion=(int)4, stream-format=(string)adts");
  n = count_frames (data, size, mp3_frame_bytes);
  if (n >= 3)
    suggest (find, n >= 6 ? WEIR_TYPE_FIND_NEARLY_CERTAIN : WEIR_TYPE_FIND_LIKELY,
             "audio/mpeg, mpegversion=(int)1, layer=(int)3, parsed=(boolean)false");
}

/* --- H.264 with start codes: a sequence parameter set, or a delimiter, comes first ------------------------------------ */

static void
find_h264 (WeirTypeFind *find, gpointer user_data)
{
  guint size = 64, type;
  const guint8 *data = peek_some (find, &size);

  if (data == NULL || size < 8 || memcmp (data, "\0\0\0\1", 4) != 0 || (data[4] & 0x80) != 0)
    return;
  type = data[4] & 0x1f;
  if ((type == 7 && (data[4] & 0x60) != 0) || (type == 9 && (data[5] & 0x1f) == 0x10))
    suggest (find, WEIR_TYPE_FIND_LIKELY, "video/x-h264, stream-format=(string)byte-stream");
}

/* --- text -------------------------------------------------------------------------------------------------------- */

static void
find_text (WeirTypeFind *find, gpointer user_data)
{
  guint size = 4096;
  const guint8 *data = peek_some (find, &size);
  const char *end;

  if (data == NULL || size < 4)
    return;
  if (!g_utf8_validate ((const char *) data, size, &end)
      && (guint) (end - (const char *) data) + 4 < size)
    return;
  for (guint i = 0; i < size; i++)
    if (data[i] < 0x20 && data[i] != '\n' && data[i] != '\r' && data[i] != '\t' && data[i] != '\f')
      return;
  suggest (find, WEIR_TYPE_FIND_POSSIBLE, "text/plain");
}

const WeirTypeFindInfo weir_type_finders[] = {
  { "marks", WEIR_RANK_PRIMARY,
    "jpg,jpeg,jpe,png,gif,webp,wav,avi,ogg,oga,ogv,opus,flac,flv,asf,wmv,mpg,mpeg,pdf,zip,gz", NULL,
    find_marks },
  { "video/quicktime", WEIR_RANK_PRIMARY, "mp4,m4v,mov,m4a,3gp,3g2,qt",
    "video/quicktime; audio/x-m4a; application/x-3gp", find_iso },
  { "video/x-matroska", WEIR_RANK_PRIMARY, "mkv,mka,webm", "video/x-matroska; video/webm",
    find_matroska },
  { "video/mpegts", WEIR_RANK_PRIMARY, "ts,mts,m2ts", "video/mpegts", find_ts },
  { "audio/mpeg", WEIR_RANK_SECONDARY, "mp3,aac,adts", "audio/mpeg", find_sound },
  { "video/x-h264", WEIR_RANK_SECONDARY, "h264,x264,264", "video/x-h264", find_h264 },
  { "text/plain", WEIR_RANK_MARGINAL, "txt", "text/plain", find_text },
  {},
};
