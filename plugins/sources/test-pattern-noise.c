/* SPDX-License-Identifier: MIT */
/* Noise, fast and the same on every machine: sixteen xorshift generators (G. Marsaglia, "Xorshift
 * RNGs", 2003) run side by side in vector registers, seeded by SplitMix64 (G. Steele, D. Lea,
 * C. Flood, 2014) from the frame's number, so that a frame can be painted without those before. */
#include "test-pattern-private.h"

#include <string.h>

typedef guint32 Lanes __attribute__ ((vector_size (16)));

#define N_LANES 4
#define BLOCK (N_LANES * sizeof (Lanes))

G_STATIC_ASSERT (BLOCK == sizeof (WeirPatternNoise));

static guint64
split_mix (guint64 *state)
{
  guint64 z = *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ z >> 31;
}

/* Each line of each frame has a stream of its own. */
void
weir_pattern_noise_init (WeirPatternNoise *noise, guint64 seed, guint64 frame, guint64 line)
{
  guint64 state = seed ^ frame * G_GUINT64_CONSTANT (0xd1342543de82ef95);

  state = split_mix (&state) + line;
  /* a generator stays at 0 for ever if it begins there */
  for (guint i = 0; i < G_N_ELEMENTS (noise->words); i++)
    noise->words[i] = (guint32) split_mix (&state) | 1;
}

static inline Lanes
step (Lanes s)
{
  s ^= s << 13;
  s ^= s >> 17;
  s ^= s << 5;
  return s;
}

/* Four bytes a word, each of 0..255, to 16..235, evenly enough: 219/255 is about 1 - 1/8 - 1/64.
 * What is taken off a byte is never more than the byte: nothing is borrowed from its neighbour. */
static inline Lanes
to_luma (Lanes v)
{
  const Lanes m31 = { 0x1f1f1f1f, 0x1f1f1f1f, 0x1f1f1f1f, 0x1f1f1f1f };
  const Lanes m3 = { 0x03030303, 0x03030303, 0x03030303, 0x03030303 };
  const Lanes m2 = { 0x02020202, 0x02020202, 0x02020202, 0x02020202 };
  const Lanes black = { 0x10101010, 0x10101010, 0x10101010, 0x10101010 };

  return v - (v >> 3 & m31) - (v >> 6 & m3) - (v >> 6 & m2) + black;
}

static inline __attribute__ ((always_inline)) void
fill (WeirPatternNoise *noise, guint8 *d, gsize n, gboolean luma)
{
  Lanes s[N_LANES], out[N_LANES];

  memcpy (s, noise->words, sizeof s);
  while (n > 0) {
    gsize chunk = MIN (n, BLOCK);

    for (guint i = 0; i < N_LANES; i++) {
      s[i] = step (s[i]);
      out[i] = luma ? to_luma (s[i]) : s[i];
    }
    if (chunk == BLOCK)
      memcpy (d, out, BLOCK);
    else
      memcpy (d, out, chunk);
    d += chunk;
    n -= chunk;
  }
  memcpy (noise->words, s, sizeof s);
}

/* Bytes of all values. */
void
weir_pattern_noise_fill (WeirPatternNoise *noise, guint8 *d, gsize n)
{
  fill (noise, d, n, FALSE);
}

/* Bytes from 16 to 235. */
void
weir_pattern_noise_fill_luma (WeirPatternNoise *noise, guint8 *d, gsize n)
{
  fill (noise, d, n, TRUE);
}

void
weir_pattern_snow (const WeirPatternCanvas *c, gint y, guint8 *line)
{
  WeirPatternNoise noise;

  weir_pattern_noise_init (&noise, c->params->seed, c->frame, (guint64) y);
  weir_pattern_noise_fill (&noise, line, (gsize) c->width);
}
