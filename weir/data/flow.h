/* SPDX-License-Identifier: MIT */
/* What became of data that was handed on. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

#define WEIR_TYPE_FLOW_RETURN (weir_flow_return_get_type ())

/**
 * WeirFlowReturn:
 * @WEIR_FLOW_CUSTOM_SUCCESS_2: free for elements
 * @WEIR_FLOW_CUSTOM_SUCCESS_1: free for elements
 * @WEIR_FLOW_CUSTOM_SUCCESS: free for elements
 * @WEIR_FLOW_AGAIN: not now; whoever asked is told when it is worth asking again
 * @WEIR_FLOW_OK: all is well
 * @WEIR_FLOW_NOT_LINKED: nobody is there
 * @WEIR_FLOW_FLUSHING: what flowed is being thrown away
 * @WEIR_FLOW_EOS: nothing comes any more, or nothing is wanted
 * @WEIR_FLOW_NOT_NEGOTIATED: the formats don't fit
 * @WEIR_FLOW_ERROR: an error, which is on the bus
 * @WEIR_FLOW_NOT_SUPPORTED: can't be done
 * @WEIR_FLOW_CUSTOM_ERROR: free for elements
 * @WEIR_FLOW_CUSTOM_ERROR_1: free for elements
 * @WEIR_FLOW_CUSTOM_ERROR_2: free for elements
 *
 * The result of handing data on.
 */
typedef enum {
  WEIR_FLOW_CUSTOM_SUCCESS_2 = 102,
  WEIR_FLOW_CUSTOM_SUCCESS_1 = 101,
  WEIR_FLOW_CUSTOM_SUCCESS = 100,
  WEIR_FLOW_AGAIN = 1,
  WEIR_FLOW_OK = 0,
  WEIR_FLOW_NOT_LINKED = -1,
  WEIR_FLOW_FLUSHING = -2,
  WEIR_FLOW_EOS = -3,
  WEIR_FLOW_NOT_NEGOTIATED = -4,
  WEIR_FLOW_ERROR = -5,
  WEIR_FLOW_NOT_SUPPORTED = -6,
  WEIR_FLOW_CUSTOM_ERROR = -100,
  WEIR_FLOW_CUSTOM_ERROR_1 = -101,
  WEIR_FLOW_CUSTOM_ERROR_2 = -102,
} WeirFlowReturn;

WEIR_API GType weir_flow_return_get_type (void) G_GNUC_CONST;
WEIR_API const char *weir_flow_get_name (WeirFlowReturn ret);
WEIR_API GQuark weir_flow_to_quark (WeirFlowReturn ret);

G_END_DECLS
