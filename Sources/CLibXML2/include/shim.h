// libxml2, linked statically (see Package.swift and "XML" in the decisions).
//
// `libxml` beside this file is a link to the headers of Debian's libxml2-dev. Its pkg-config file is
// not used, because that would also link the shared library and the four it brings with it.
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>
