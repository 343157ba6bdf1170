# SPDX-License-Identifier: MIT
"""Why names of GStreamer's differ here, or are not here: a pattern of the whole name, and the reason.

Each name must have a reason, each pattern a name; compare-typelibs.py sees to both.
"""
THREADS = ("belongs to the way in which data goes from thread to thread there; here elements are run "
           "by a scheduler, and element authors write on the bases")
PRIVATE = "fields and private parts of structures; types here are opaque"
CONTROL = "property controllers are not part of Weir"
DEVICES = "device monitoring is not part of Weir"
DEPRECATED = "deprecated there"
C_ONLY = "for C only: bindings have their own way of doing it"
LOGS = ("logs are set up by WEIR_DEBUG or GST_DEBUG, or debug_set_threshold_from_string (), and say topic "
        "and level; writers of one's own are set from C")
TRACERS = "tracers are not part of Weir; link and element statistics are there in every pipeline"
STREAMS = "stream collections are not part of Weir: each stream is a pad"
TOCS = "tables of contents are not part of Weir"
AUTHORS = "for authors of elements and plugins, who write on another API here (element-impl.h, the bases)"
PROTECTION = "protected (encrypted) media are not part of Weir"
CONTEXTS = "contexts are shared within a pipeline by messages and queries, not stored in elements"
QUARKS = "names are given as strings; there is no second set of calls for quarks"
URIS = "GLib's GUri does this"
ITERATORS = "iterators are snapshots here, with nothing in them to be replaced"
PRESETS = "presets are not part of Weir"
FORMATS = "the formats are a fixed set here"
NOTIFY = "GObject's notify signal tells it"
PARAMS = "properties of elements are declared in tables here, by their own types of values"
ALLOCATION = "memory has one layout here, and kinds of allocators are made in C"
EDITS = "pads are linked with all checks, always"

DIFFER = [
    (r"BufferPool\.acquire_buffer", "there are no parameters to acquiring here: NULL"),
    (r"Registry\.lookup", "the name is that of a file, in the file system's encoding"),
    (r"value_deserialize", "the value that is set says which type is wanted, so it comes in"),
    (r"value_fixate", "the fixed value comes out"),
]

LACK = [
    (r".*Private", PRIVATE),
    (r"Device.*|.*\.(new|parse)_device_.*", DEVICES),
    (r"Control.*|TimedValue|Object\..*control.*|Object\.(get_g_value_array|get_value|suggest_next_sync"
     r"|sync_values)", CONTROL),
    (r"Tracer.*|tracing_.*", TRACERS),
    (r"Toc.*|TOC_.*|toc_.*|.*_toc|Event\..*_toc_select", TOCS),
    (r"Stream|Stream(Class|Type|Collection|CollectionClass)|stream_type_get_name|.*stream_collection"
     r"|.*streams?_selected.*|Event\..*select_streams|Event\.(parse|set)_stream|Pad\.get_stream", STREAMS),
    (r"StreamStatusType|Message\..*stream_status.*", "there are no streaming threads to tell of"),
    (r"Task.*|SharedTaskPool.*|Pad\..*(task|task_state)|LockFlags|LOCK_FLAG_READWRITE|AtomicQueue|Poll",
     THREADS),
    (r"Pad\.(activate_mode|chain|chain_list|check_reconfigure|mark_reconfigure|needs_reconfigure|event_default"
     r"|forward|get_range|pull_range|query_default|proxy_query_.*|store_sticky_event|set_.*_function_full"
     r"|.*element_private|get_last_flow_return|iterate_internal_links.*|get_single_internal_link"
     r"|create_stream_id)|Pad\w+(Function|FullFunction)|PadFlags|PadMode\.get_name|pad_mode_get_name"
     r"|ProxyPad.*|GhostPad\..*|PadTemplate(\.pad_created|::pad-created|Flags)", THREADS),
    (r"PadLinkCheck|(Pad|Element)\.link_(pads_)?(full|maybe.*)", EDITS),
    (r"Pad\.(peer_)?query_convert", "Element.query_convert () asks the pipeline"),
    (r"Pad.*(static|gtype|documentation).*|Element\.type_.*|Element.*skip_documentation|static_.*"
     r"|StaticCaps|Element\.(abort_state|change_state|continue_state|lost_state|create_all_pads"
     r"|message_full.*)|Bin\..*suppressed_flags|Bin::do-latency|Meta\.register.*|meta_register.*"
     r"|MetaTransformCopy|MetaInfo\.is_custom|Plugin(InitF.*|Desc|Flags|APIFlags|Dependency.*)"
     r"|Plugin\.(register|add_dep|get_cache|set_cache).*|type_.*plugin_api|type_find_get_type"
     r"|DynamicType.*|dynamic_type_register|FlagSet\.register|Event\..*sink_message", AUTHORS),
    (r"Plugin\.get_release_date_string|PluginFeature\.list_debug|ELEMENT_METADATA_(DOC_URI|ICON_NAME)"
     r"|LICENSE_UNKNOWN", "plugins don't say that here"),
    (r"CustomMeta.*|Buffer\..*custom_meta", "metas are declared in C; a reference timestamp or a parent "
     "buffer can be attached from everywhere"),
    (r"Protection.*|PROTECTION_.*|protection_.*|.*_protection(_meta)?", PROTECTION),
    (r"Element\.(get|set)_context.*", CONTEXTS),
    (r"Element\.call_async|ElementCallAsyncFunc", "every thread that owns no element may call, at once"),
    (r"Element\..*notify_watch|Object::deep-notify|Object\.default_deep_notify", NOTIFY),
    (r"Element\.get_request_pad|Object\.has_ancestor", DEPRECATED),
    (r"Bin\.iterate_all_by_interface", "Bin.get_by_interface (), or look through iterate_recurse ()"),
    (r"ELEMENT_FACTORY_KLASS_.*", "the words of a factory's klass are written as strings"),
    (r"(Bin|Bus|Caps|Clock|MiniObject|Object|Pipeline)Flags|ElementFlags\.last|PadProbeType\.invalid",
     "flags of the inside"),
    (r"MiniObject.*|mini_object_.*|Object\.(ref|unref|replace)|is_caps_features|structure_take|.*\.take(_value)?"
     r"|.*append_and_take_value|.*\.set_parent_refcount|value_(get|set)_(caps|caps_features|structure)"
     r"|value_register|ValueTable|Value\w+Func|ParseContext|parse_.*_full|value_deserialize_with_pspec"
     r"|CAN_INLINE|Object\.default_error", C_ONLY),
    (r"CapsFeatures\..*_id|CapsFeatures\.get_nth_id|Structure\..*id.*", QUARKS),
    (r"caps_features_from_string", "CapsFeatures.from_string ()"),
    (r"Allocator\..*|AllocatorFlags|Memory\w+Function|BufferPoolAcquire.*|BufferPool\..*option.*", ALLOCATION),
    (r"Clock\..*|ClockEntry.*", "clocks are read and waited for; how they follow each other is inside"),
    (r"Debug.*|DEBUG_.*|debug_.*|LogFunction|StackTraceFlags", LOGS),
    (r"Iterator\w+", ITERATORS),
    (r"Format\..*|FormatDefinition|format_.*", FORMATS),
    (r"Param.*|PARAM_.*|param_.*", PARAMS),
    (r"Preset.*|preset_.*", PRESETS),
    (r"Promise.*", "promises belong to WebRTC there, which is not part of Weir"),
    (r"Uri|URI_NO_PORT|uri_(from_string|from_string_escaped|join_strings)", URIS),
    (r"DateTime|Structure\.get_date_time", "dates with times are GLib's GDateTime"),
    (r"TagSetter.*", "tags are set by a tag event"),
    (r"PollFD", "a GLib.PollFD"),
    (r"VERSION_.*", "version () tells; the second name has these"),
    (r"Registry\.fork.*|segtrap_.*|get_main_executable_path|update_registry",
     "modules are described when they are built, nothing is scanned"),
    (r"util_.*|SearchMode", "Python and GLib have this"),
]
