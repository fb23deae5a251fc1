import CLibXML2

/// What is set up in libxml2 once, before anything else is asked of it.
///
/// Its settings are the process's. No other module uses libxml2.
enum LibXML2 {
  /// Sets libxml2 up; the second time does nothing.
  ///
  /// Whatever libxml2 would open by itself (external entities, document types, included schemas) is
  /// answered with "not there". The corresponding C functions are `xmlInitParser` and
  /// `xmlSetExternalEntityLoader`.
  static func start() { _ = isStarted }

  private static let isStarted: Bool = {
    xmlInitParser()
    unsafe xmlSetExternalEntityLoader { _, _, _ in nil }
    return true
  }()

  /// Runs `body` with libxml2's errors of this thread going to a handler, and none of them printed.
  ///
  /// The corresponding C function is `xmlSetStructuredErrorFunc`, whose setting is the thread's.
  static func withErrors<R>(
    to handler: xmlStructuredErrorFunc, _ context: UnsafeMutableRawPointer?, _ body: () -> R
  ) -> R {
    start()
    unsafe xmlSetStructuredErrorFunc(context, handler)
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    return body()
  }
}

extension String {
  /// The text of a string of libxml2; empty for none.
  init(xml: UnsafePointer<xmlChar>?) {
    guard let xml = unsafe xml else {
      self = ""
      return
    }
    self = unsafe String(cString: xml)
  }

  /// A name as written: the prefix, if there is one, and the name.
  init(xmlPrefix prefix: UnsafePointer<xmlChar>?, _ name: UnsafePointer<xmlChar>?) {
    self = unsafe prefix == nil ? String(xml: name) : String(xml: prefix) + ":" + String(xml: name)
  }
}
