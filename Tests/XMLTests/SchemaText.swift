/// Schemas for the tests.
enum SchemaText {
  static func schema(_ content: String) -> String {
    "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n\(content)\n</xs:schema>\n"
  }

  /// One of each rule that the register's schema uses, and of its neighbours.
  static let valid = schema(
    """
    <xs:simpleType name="Kode">
      <xs:restriction base="xs:string">
        <xs:enumeration value="1"/><xs:enumeration value="2"/>
      </xs:restriction>
    </xs:simpleType>
    <xs:simpleType name="Nummer">
      <xs:restriction base="xs:string"><xs:pattern value="[0-9]{4}"/></xs:restriction>
    </xs:simpleType>
    <xs:simpleType name="Tekst">
      <xs:restriction base="xs:string">
        <xs:minLength value="2"/><xs:maxLength value="5"/>
      </xs:restriction>
    </xs:simpleType>
    <xs:simpleType name="Fast">
      <xs:restriction base="xs:string"><xs:length value="3"/></xs:restriction>
    </xs:simpleType>
    <xs:simpleType name="Tall">
      <xs:restriction base="xs:integer">
        <xs:minInclusive value="2"/><xs:maxInclusive value="5"/>
      </xs:restriction>
    </xs:simpleType>
    <xs:simpleType name="Mellom">
      <xs:restriction base="xs:decimal">
        <xs:minExclusive value="2"/><xs:maxExclusive value="5000"/>
        <xs:totalDigits value="4"/><xs:fractionDigits value="2"/>
      </xs:restriction>
    </xs:simpleType>
    <xs:element name="a">
      <xs:complexType>
        <xs:sequence>
          <xs:element name="forst"/>
          <xs:element name="rad" minOccurs="0" maxOccurs="unbounded">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="verdi" type="Kode" minOccurs="0"/>
                <xs:element name="dag" type="xs:date" minOccurs="0"/>
              </xs:sequence>
              <xs:attribute name="id" type="xs:string" use="required"/>
              <xs:attribute name="til" type="xs:string"/>
              <xs:attribute name="kode" type="Kode"/>
              <xs:attribute name="nummer" type="Nummer"/>
              <xs:attribute name="tekst" type="Tekst"/>
              <xs:attribute name="fast" type="Fast"/>
              <xs:attribute name="tall" type="Tall"/>
              <xs:attribute name="mellom" type="Mellom"/>
              <xs:attribute name="dato" type="xs:date"/>
            </xs:complexType>
          </xs:element>
          <xs:element name="tom" minOccurs="0"><xs:complexType/></xs:element>
        </xs:sequence>
      </xs:complexType>
      <xs:key name="radId"><xs:selector xpath="rad"/><xs:field xpath="@id"/></xs:key>
      <xs:unique name="tekstEn"><xs:selector xpath="rad"/><xs:field xpath="@tekst"/></xs:unique>
      <xs:keyref name="radTil" refer="radId">
        <xs:selector xpath="rad"/><xs:field xpath="@til"/>
      </xs:keyref>
    </xs:element>
    """)

  /// A schema that names a type which is not there.
  static let broken = schema("<xs:element name='a' type='Ukjent'/>")
}
