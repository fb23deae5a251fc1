// What libxml2 calls and is not to have here: the network, and ICU's converters.
//
// These definitions come before those of the libraries, which are then not linked at all. That no
// file can make the program fetch anything so follows from what it is made of, and it does not carry
// ICU's tables of 30 MB.
#include <stddef.h>

// ICU's converters: every encoding is unknown. The module XML decodes on its own and hands libxml2
// nothing but UTF-8, so that nothing asks. ICU's headers give the names their version
// (`ucnv_open_72`).
#if __has_include(<unicode/ucnv.h>)
#include <unicode/ucnv.h>

UConverter *ucnv_open(const char *name, UErrorCode *error) {
  (void)name;
  *error = U_UNSUPPORTED_ERROR;
  return NULL;
}

void ucnv_close(UConverter *converter) { (void)converter; }

void ucnv_convertEx(
    UConverter *target, UConverter *source, char **to, const char *toLimit, const char **from,
    const char *fromLimit, UChar *pivotStart, UChar **pivotSource, UChar **pivotTarget,
    const UChar *pivotLimit, UBool reset, UBool flush, UErrorCode *error) {
  (void)target, (void)source, (void)to, (void)toLimit, (void)from, (void)fromLimit;
  (void)pivotStart, (void)pivotSource, (void)pivotTarget, (void)pivotLimit, (void)reset;
  (void)flush;
  *error = U_UNSUPPORTED_ERROR;
}

void ucnv_setToUCallBack(
    UConverter *converter, UConverterToUCallback action, const void *context,
    UConverterToUCallback *oldAction, const void **oldContext, UErrorCode *error) {
  (void)converter, (void)action, (void)context, (void)oldAction, (void)oldContext;
  *error = U_UNSUPPORTED_ERROR;
}

void ucnv_setFromUCallBack(
    UConverter *converter, UConverterFromUCallback action, const void *context,
    UConverterFromUCallback *oldAction, const void **oldContext, UErrorCode *error) {
  (void)converter, (void)action, (void)context, (void)oldAction, (void)oldContext;
  *error = U_UNSUPPORTED_ERROR;
}

void UCNV_TO_U_CALLBACK_STOP(
    const void *context, UConverterToUnicodeArgs *arguments, const char *units, int32_t length,
    UConverterCallbackReason reason, UErrorCode *error) {
  (void)context, (void)arguments, (void)units, (void)length, (void)reason, (void)error;
}

void UCNV_FROM_U_CALLBACK_STOP(
    const void *context, UConverterFromUnicodeArgs *arguments, const UChar *units, int32_t length,
    UChar32 character, UConverterCallbackReason reason, UErrorCode *error) {
  (void)context, (void)arguments, (void)units, (void)length, (void)character, (void)reason;
  (void)error;
}
#endif

// The network: nothing opens, so nothing is read.
#include <libxml/nanoftp.h>
#include <libxml/nanohttp.h>

#ifdef LIBXML_HTTP_ENABLED
void *xmlNanoHTTPMethod(
    const char *url, const char *method, const char *input, char **contentType,
    const char *headers, int length) {
  (void)url, (void)method, (void)input, (void)contentType, (void)headers, (void)length;
  return NULL;
}

void *xmlNanoHTTPOpen(const char *url, char **contentType) {
  (void)url, (void)contentType;
  return NULL;
}

int xmlNanoHTTPRead(void *context, void *target, int length) {
  (void)context, (void)target, (void)length;
  return -1;
}

int xmlNanoHTTPReturnCode(void *context) {
  (void)context;
  return -1;
}

const char *xmlNanoHTTPEncoding(void *context) {
  (void)context;
  return NULL;
}

const char *xmlNanoHTTPMimeType(void *context) {
  (void)context;
  return NULL;
}

const char *xmlNanoHTTPRedir(void *context) {
  (void)context;
  return NULL;
}

void xmlNanoHTTPClose(void *context) { (void)context; }
#endif

#ifdef LIBXML_FTP_ENABLED
void *xmlNanoFTPOpen(const char *url) {
  (void)url;
  return NULL;
}

int xmlNanoFTPRead(void *context, void *target, int length) {
  (void)context, (void)target, (void)length;
  return -1;
}

int xmlNanoFTPClose(void *context) {
  (void)context;
  return -1;
}
#endif
