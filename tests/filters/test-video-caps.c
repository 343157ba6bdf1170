/* SPDX-License-Identifier: MIT */
/* What converters choose: the format that loses least, the size with the picture's shape, colours as they were. */
#include "plugins/filters/video-caps.h"

#define FORMAT WEIR_VIDEO_CHANGES_FORMAT
#define SIZE WEIR_VIDEO_CHANGES_SIZE
#define BOTH (FORMAT | SIZE)

typedef struct {
  const char *in, *possible;
  WeirVideoChanges changes;
  const char *expected; /* fields that the choice must have */
} Choice;

#define SD "width=320,height=240,framerate=30/1"

static const Choice choices[] = {
  /* the same, if it can be, wherever it stands */
  { "format=NV12," SD, "format={RGB,I420,NV12}," SD, FORMAT, "format=NV12" },
  /* only the order of samples differs */
  { "format=NV12," SD, "format={RGB,YUY2,GRAY8,I420}," SD, FORMAT, "format=I420" },
  { "format=RGBA," SD, "format={RGB,AYUV,I420,BGRA}," SD, FORMAT, "format=BGRA" },
  { "format=I420," SD, "format={GRAY8,RGB,AYUV}," SD, FORMAT, "format=AYUV" },
  /* colours before all else, then their resolution down and across, alpha, depth, colour space */
  { "format=RGB," SD, "format={GRAY8,I420}," SD, FORMAT, "format=I420" },
  { "format=Y444," SD, "format={I420,Y42B,Y41B}," SD, FORMAT, "format=Y42B" },
  { "format=AYUV," SD, "format={Y444,RGBA}," SD, FORMAT, "format=RGBA" },
  { "format=I420_10LE," SD, "format={I420,P010_10LE}," SD, FORMAT, "format=P010_10LE" },
  { "format=GRAY8," SD, "format={RGB,GRAY16_LE}," SD, FORMAT, "format=GRAY16_LE" },
  /* among equals, the order of the caps */
  { "format=RGB," SD, "format={xBGR,BGRx,BGR}," SD, FORMAT, "format=xBGR" },
  { "format=I420," SD, "format={NV21,NV12,YV12}," SD, FORMAT, "format=NV21" },
  /* what the numbers mean stays where it can */
  { "format=I420,colorimetry=bt709," SD, "format=NV12," SD, FORMAT, "format=NV12,colorimetry=bt709" },
  { "format=I420,chroma-site=mpeg2," SD, "format=NV12," SD, FORMAT, "format=NV12,chroma-site=mpeg2" },
  { "format=I420,colorimetry=bt709," SD, "format=NV12,colorimetry=bt601," SD, FORMAT, "colorimetry=bt601" },
  /* and isn't changed by another height: 720 lines are BT.709 unless they say otherwise, 360 aren't */
  { "format=I420,width=1280,height=720", "format=I420,width=640,height=360", SIZE, "colorimetry=bt709" },
  { "format=I420,width=1280,height=720,colorimetry=bt601", "format=I420,width=640,height=360", BOTH, "colorimetry=bt601" },
  /* sizes: nothing asked for, nothing changed */
  { "format=I420,width=320,height=240", "format=I420,width=[1,9999],height=[1,9999]", SIZE, "width=320,height=240" },
  { "format=I420,width=320,height=240", "format=I420,width=640,height=[1,9999]", SIZE, "width=640,height=480" },
  { "format=I420,width=320,height=240", "format=I420,width=[1,9999],height=120", SIZE, "width=160,height=120" },
  { "format=I420,width=320,height=240", "format=I420,width=[1,100],height=[1,100]", SIZE, "width=100,height=75" },
  { "format=I420,width=320,height=240", "format=I420,width=[1,9999],height=[480,9999]", SIZE, "width=640,height=480" },
  /* the shape of the picture goes before that of its pixels */
  { "format=I420,width=320,height=240", "format=I420,width=320,height=320", SIZE,
    "width=320,height=320,pixel-aspect-ratio=4/3" },
  { "format=I420,width=720,height=576,pixel-aspect-ratio=16/15",
    "format=I420,width=[1,9999],height=576,pixel-aspect-ratio=1/1", SIZE, "width=768,height=576,pixel-aspect-ratio=1/1" },
  { "format=I420,width=720,height=576,pixel-aspect-ratio=16/15",
    "format=I420,width=[1,9999],height=[1,9999],pixel-aspect-ratio=1/1", SIZE, "width=768,height=576" },
  { "format=I420,width=720,height=576,pixel-aspect-ratio=16/15",
    "format=I420,width=360,height=[1,9999],pixel-aspect-ratio=[1/100,100/1]", SIZE,
    "width=360,height=288,pixel-aspect-ratio=16/15" },
  /* both at once */
  { "format=NV12,width=320,height=240", "format={RGB,I420},width=640,height=[1,9999]", BOTH,
    "format=I420,width=640,height=480" },
  /* tiny and huge */
  { "format=I420,width=32767,height=1", "format=I420,width=1,height=[1,32767]", SIZE, "width=1,height=1" },
};

static WeirCaps *
raw (const char *fields)
{
  g_autofree char *text = g_strconcat ("video/x-raw,", fields, NULL);
  WeirCaps *caps = weir_caps_from_string (text);

  g_assert_nonnull (caps);
  return caps;
}

static void
test_choices (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    const Choice *c = &choices[i];
    g_autoptr (WeirCaps) in = raw (c->in), wanted = raw (c->expected);
    g_autoptr (WeirCaps) chosen = weir_video_choose_caps (in, raw (c->possible), c->changes);
    g_autofree char *text = weir_caps_to_string (chosen);

    if (!weir_caps_is_fixed (chosen) || !weir_caps_is_subset (chosen, wanted))
      g_error ("of %s, %s was chosen for %s, not %s", c->possible, text, c->in, c->expected);
  }
}

typedef struct {
  const char *caps;
  WeirVideoChanges changes;
  const char *can, *cannot;
} Possible;

static const Possible possibilities[] = {
  { "video/x-raw,format=I420,width=320,height=240", FORMAT, "video/x-raw,format=RGB,width=320,height=240",
    "video/x-raw,format=RGB,width=321,height=240" },
  { "video/x-raw,format=I420,width=320,height=240", SIZE, "video/x-raw,format=I420,width=1,height=999",
    "video/x-raw,format=NV12,width=320,height=240" },
  { "video/x-raw,format=I420,width=320,height=240,framerate=30/1", BOTH,
    "video/x-raw,format=RGB,width=1,height=1,framerate=30/1", "video/x-raw,format=RGB,width=1,height=1,framerate=25/1" },
  { "video/x-raw(memory:DMABuf),format=NV12,width=320,height=240", BOTH,
    "video/x-raw(memory:DMABuf),format=NV12,width=320,height=240",
    "video/x-raw(memory:DMABuf),format=I420,width=320,height=240" },
  { "video/x-raw(memory:DMABuf),format=NV12,width=320,height=240", BOTH,
    "video/x-raw(memory:DMABuf),format=NV12,width=320,height=240", "video/x-raw,format=NV12,width=320,height=240" },
  { "image/jpeg,width=320,height=240", BOTH, "image/jpeg,width=320,height=240", "image/jpeg,width=321,height=240" },
  { "video/x-raw,format=I420,width=16,height=16,interlace-mode=interleaved", BOTH,
    "video/x-raw,format=RGB,width=16,height=8,interlace-mode=interleaved",
    "video/x-raw,format=RGB,width=16,height=8,interlace-mode=progressive" },
};

static void
test_possible (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (possibilities); i++) {
    const Possible *p = &possibilities[i];
    g_autoptr (WeirCaps) caps = weir_caps_from_string (p->caps), can = weir_caps_from_string (p->can);
    g_autoptr (WeirCaps) cannot = weir_caps_from_string (p->cannot), all = weir_video_changed_caps (caps, p->changes);

    if (!weir_caps_can_intersect (all, can))
      g_error ("%s doesn't become %s", p->caps, p->can);
    if (weir_caps_can_intersect (all, cannot))
      g_error ("%s becomes %s", p->caps, p->cannot);
    g_assert_true (weir_caps_is_subset (caps, all)); /* unchanged is always possible */
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/video-caps/choices", test_choices);
  g_test_add_func ("/video-caps/possible", test_possible);
  return g_test_run ();
}
