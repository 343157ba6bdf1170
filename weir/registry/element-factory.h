/* SPDX-License-Identifier: MIT */
/* Element factories: what is known about a kind of element without making one, and how one is made.
 *
 * What a factory answers comes from the manifest: only making an element, or asking for its type, opens its module. */
#pragma once

#include <weir/base/prop.h>
#include <weir/registry/plugin-feature.h>

G_BEGIN_DECLS

#define WEIR_TYPE_ELEMENT_FACTORY (weir_element_factory_get_type ())
WEIR_API GType weir_element_factory_get_type (void) G_GNUC_CONST;
#define WEIR_ELEMENT_FACTORY(object)                                                               \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_ELEMENT_FACTORY, WeirElementFactory))
#define WEIR_ELEMENT_FACTORY_CAST(object) ((WeirElementFactory *) (object))
#define WEIR_IS_ELEMENT_FACTORY(object)                                                            \
  (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_ELEMENT_FACTORY))

/**
 * WeirElementFactory:
 *
 * Makes elements of one kind.
 */
typedef struct _WeirElementFactoryClass WeirElementFactoryClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirElementFactory, g_object_unref)

/* Keys of weir_element_factory_get_metadata (). */
#define WEIR_ELEMENT_METADATA_LONGNAME "long-name"
#define WEIR_ELEMENT_METADATA_KLASS "klass"
#define WEIR_ELEMENT_METADATA_DESCRIPTION "description"
#define WEIR_ELEMENT_METADATA_AUTHOR "author"
#define WEIR_ELEMENT_METADATA_EXAMPLE "example"

/**
 * WeirStaticPadTemplate:
 * @name_template: name of the pads; `src_%u` for pads that are numbered
 * @direction: which way data goes
 * @presence: when such pads are there
 * @static_caps: what they admit
 *
 * What is known of pads of a kind of element.
 */
typedef struct {
  const char *name_template;
  WeirPadDirection direction;
  WeirPadPresence presence;
  WeirStaticCaps static_caps;
} WeirStaticPadTemplate;

#define WEIR_TYPE_STATIC_PAD_TEMPLATE (weir_static_pad_template_get_type ())
WEIR_API GType weir_static_pad_template_get_type (void);
WEIR_API WeirPadTemplate *weir_static_pad_template_get (WeirStaticPadTemplate *pad_template);
WEIR_API WeirCaps *weir_static_pad_template_get_caps (WeirStaticPadTemplate *templ);

/**
 * WeirFactoryValue: (skip)
 * @value: the number
 * @nick: its short name, as in launch lines
 * @name: its long name
 *
 * A value of an enum or flags property.
 */
typedef struct {
  gint64 value;
  const char *nick;
  const char *name;
} WeirFactoryValue;

/**
 * WeirFactoryProperty: (skip)
 * @name: the property's name
 * @type: the name of its type: `gint`, `gchararray`, `WeirCaps`, `WeirVideoTestPattern`
 * @blurb: what it means
 * @flags: how it may be used
 * @minimum: (nullable): the least value, as text
 * @maximum: (nullable): the largest value, as text
 * @default_value: (nullable): the value it has at first, as text (of an enum: the nick)
 * @n_values: how many @values there are; 0: not an enum and no flags
 * @values: the values of an enum or flags
 *
 * What is known of a property of a kind of element.
 */
typedef struct {
  const char *name;
  const char *type;
  const char *blurb;
  WeirPropFlags flags;
  const char *minimum;
  const char *maximum;
  const char *default_value;
  guint n_values;
  const WeirFactoryValue *values;
} WeirFactoryProperty;

/* --- kinds of factories, as bits (of a type, so that bindings don't take them for ints) --- */

/**
 * WeirElementFactoryListType:
 *
 * Kinds of element factories: a set of bits.
 */
typedef guint64 WeirElementFactoryListType;

#define WEIR_ELEMENT_FACTORY_TYPE_DECODER ((WeirElementFactoryListType) (1ull << 0))
#define WEIR_ELEMENT_FACTORY_TYPE_ENCODER ((WeirElementFactoryListType) (1ull << 1))
#define WEIR_ELEMENT_FACTORY_TYPE_SINK ((WeirElementFactoryListType) (1ull << 2))
#define WEIR_ELEMENT_FACTORY_TYPE_SRC ((WeirElementFactoryListType) (1ull << 3))
#define WEIR_ELEMENT_FACTORY_TYPE_MUXER ((WeirElementFactoryListType) (1ull << 4))
#define WEIR_ELEMENT_FACTORY_TYPE_DEMUXER ((WeirElementFactoryListType) (1ull << 5))
#define WEIR_ELEMENT_FACTORY_TYPE_PARSER ((WeirElementFactoryListType) (1ull << 6))
#define WEIR_ELEMENT_FACTORY_TYPE_PAYLOADER ((WeirElementFactoryListType) (1ull << 7))
#define WEIR_ELEMENT_FACTORY_TYPE_DEPAYLOADER ((WeirElementFactoryListType) (1ull << 8))
#define WEIR_ELEMENT_FACTORY_TYPE_FORMATTER ((WeirElementFactoryListType) (1ull << 9))
#define WEIR_ELEMENT_FACTORY_TYPE_DECRYPTOR ((WeirElementFactoryListType) (1ull << 10))
#define WEIR_ELEMENT_FACTORY_TYPE_ENCRYPTOR ((WeirElementFactoryListType) (1ull << 11))
#define WEIR_ELEMENT_FACTORY_TYPE_HARDWARE ((WeirElementFactoryListType) (1ull << 12))
#define WEIR_ELEMENT_FACTORY_TYPE_MAX_ELEMENTS ((WeirElementFactoryListType) (1ull << 48))
#define WEIR_ELEMENT_FACTORY_TYPE_ANY ((WeirElementFactoryListType) ((1ull << 49) - 1))

#define WEIR_ELEMENT_FACTORY_TYPE_MEDIA_VIDEO ((WeirElementFactoryListType) (1ull << 49))
#define WEIR_ELEMENT_FACTORY_TYPE_MEDIA_AUDIO ((WeirElementFactoryListType) (1ull << 50))
#define WEIR_ELEMENT_FACTORY_TYPE_MEDIA_IMAGE ((WeirElementFactoryListType) (1ull << 51))
#define WEIR_ELEMENT_FACTORY_TYPE_MEDIA_SUBTITLE ((WeirElementFactoryListType) (1ull << 52))
#define WEIR_ELEMENT_FACTORY_TYPE_MEDIA_METADATA ((WeirElementFactoryListType) (1ull << 53))
#define WEIR_ELEMENT_FACTORY_TYPE_MEDIA_ANY ((WeirElementFactoryListType) (~0ull << 48))

/**
 * WEIR_ELEMENT_FACTORY_TYPE_VIDEO_ENCODER: (value 2814749767106562)
 *
 * Kinds of factories: encoders of video and pictures. (The value is told once more for bindings.)
 */
#define WEIR_ELEMENT_FACTORY_TYPE_VIDEO_ENCODER                                                    \
  ((WeirElementFactoryListType) (WEIR_ELEMENT_FACTORY_TYPE_ENCODER                                 \
                                 | WEIR_ELEMENT_FACTORY_TYPE_MEDIA_VIDEO                           \
                                 | WEIR_ELEMENT_FACTORY_TYPE_MEDIA_IMAGE))
/**
 * WEIR_ELEMENT_FACTORY_TYPE_AUDIO_ENCODER: (value 1125899906842626)
 *
 * Kinds of factories: encoders of sound. (The value is told once more for bindings.)
 */
#define WEIR_ELEMENT_FACTORY_TYPE_AUDIO_ENCODER                                                    \
  ((WeirElementFactoryListType) (WEIR_ELEMENT_FACTORY_TYPE_ENCODER                                 \
                                 | WEIR_ELEMENT_FACTORY_TYPE_MEDIA_AUDIO))
/**
 * WEIR_ELEMENT_FACTORY_TYPE_AUDIOVIDEO_SINKS: (value 3940649673949188)
 *
 * Kinds of factories: sinks of sound, video and pictures. (The value is told once more for bindings.)
 */
#define WEIR_ELEMENT_FACTORY_TYPE_AUDIOVIDEO_SINKS                                                 \
  ((WeirElementFactoryListType) (WEIR_ELEMENT_FACTORY_TYPE_SINK                                    \
                                 | WEIR_ELEMENT_FACTORY_TYPE_MEDIA_AUDIO                           \
                                 | WEIR_ELEMENT_FACTORY_TYPE_MEDIA_VIDEO                           \
                                 | WEIR_ELEMENT_FACTORY_TYPE_MEDIA_IMAGE))
/**
 * WEIR_ELEMENT_FACTORY_TYPE_DECODABLE: (value 1377)
 *
 * Kinds of factories: what decoding may need: decoders, demuxers, depayloaders, parsers, decryptors. (The value is told once more for bindings.)
 */
#define WEIR_ELEMENT_FACTORY_TYPE_DECODABLE                                                        \
  ((WeirElementFactoryListType) (WEIR_ELEMENT_FACTORY_TYPE_DECODER                                 \
                                 | WEIR_ELEMENT_FACTORY_TYPE_DEMUXER                               \
                                 | WEIR_ELEMENT_FACTORY_TYPE_DEPAYLOADER                           \
                                 | WEIR_ELEMENT_FACTORY_TYPE_PARSER                                \
                                 | WEIR_ELEMENT_FACTORY_TYPE_DECRYPTOR))

/* --- finding --- */
WEIR_API WeirElementFactory *weir_element_factory_find (const char *name);
WEIR_API GList *weir_element_factory_list_get_elements (WeirElementFactoryListType type,
                                                        WeirRank minrank);
WEIR_API GList *weir_element_factory_list_filter (GList *list, const WeirCaps *caps,
                                                  WeirPadDirection direction, gboolean subsetonly);
WEIR_API gboolean weir_element_factory_list_is_type (WeirElementFactory *factory,
                                                     WeirElementFactoryListType type);

/* --- asking --- */
WEIR_API GType weir_element_factory_get_element_type (WeirElementFactory *factory);
WEIR_API const char *weir_element_factory_get_metadata (WeirElementFactory *factory,
                                                        const char *key);
WEIR_API char **weir_element_factory_get_metadata_keys (WeirElementFactory *factory);
WEIR_API guint weir_element_factory_get_num_pad_templates (WeirElementFactory *factory);
WEIR_API const GList *weir_element_factory_get_static_pad_templates (WeirElementFactory *factory);
WEIR_API WeirURIType weir_element_factory_get_uri_type (WeirElementFactory *factory);
WEIR_API const char *const *weir_element_factory_get_uri_protocols (WeirElementFactory *factory);
WEIR_API gboolean weir_element_factory_has_interface (WeirElementFactory *factory,
                                                      const char *interfacename);
WEIR_API gboolean weir_element_factory_can_sink_all_caps (WeirElementFactory *factory,
                                                          const WeirCaps *caps);
WEIR_API gboolean weir_element_factory_can_sink_any_caps (WeirElementFactory *factory,
                                                          const WeirCaps *caps);
WEIR_API gboolean weir_element_factory_can_src_all_caps (WeirElementFactory *factory,
                                                         const WeirCaps *caps);
WEIR_API gboolean weir_element_factory_can_src_any_caps (WeirElementFactory *factory,
                                                         const WeirCaps *caps);
WEIR_API const char *const *weir_element_factory_get_type_path (WeirElementFactory *factory);
WEIR_API const char *const *weir_element_factory_get_interfaces (WeirElementFactory *factory);
WEIR_API const WeirFactoryProperty *
weir_element_factory_get_properties (WeirElementFactory *factory, guint *n_properties);

/* --- making --- */
WEIR_API WeirElement *weir_element_factory_create (WeirElementFactory *factory, const char *name);
WEIR_API WeirElement *weir_element_factory_create_full (WeirElementFactory *factory,
                                                        const char *first,
                                                        ...) G_GNUC_NULL_TERMINATED;
WEIR_API WeirElement *weir_element_factory_create_valist (WeirElementFactory *factory,
                                                          const char *first, va_list properties);
WEIR_API WeirElement *weir_element_factory_create_with_properties (WeirElementFactory *factory,
                                                                   guint n, const char *names[],
                                                                   const GValue values[]);
WEIR_API WeirElement *weir_element_factory_make (const char *factoryname, const char *name);
WEIR_API WeirElement *weir_element_factory_make_full (const char *factoryname, const char *first,
                                                      ...) G_GNUC_NULL_TERMINATED;
WEIR_API WeirElement *weir_element_factory_make_valist (const char *factoryname, const char *first,
                                                        va_list properties);
WEIR_API WeirElement *weir_element_factory_make_with_properties (const char *factoryname, guint n,
                                                                 const char *names[],
                                                                 const GValue values[]);
WEIR_API WeirElement *weir_element_factory_make_checked (const char *factoryname, const char *name,
                                                         GError **error);

/* --- registering --- */
WEIR_API gboolean weir_element_register (WeirPlugin *plugin, const char *name, guint rank,
                                         GType type);

G_END_DECLS
