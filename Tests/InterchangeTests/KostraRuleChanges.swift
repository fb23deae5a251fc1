// The changes that break each rule, and those that just do not.

extension KostraRuleTests {
  static let changesOfFinancialAssistance: [Change] =
    changesOfBoth + [
      Change("002", ["LAAN": ""], ["LAAN": "0"]),
      Change("002", ["SAKSBEHANDLER": ""], ["SAKSBEHANDLER": "1"]),
      Change("002", ["ANTBU18": "1X"], ["ANTBU18": " 1"]),
      Change("002", ["VEDTAKDATO": "30022026"], ["VEDTAKDATO": "28022026"]),
      Change("002", ["VEDTAKARB": "1 "], ["VEDTAKARB": "01"]),
      Change("002", ["SANKSJONRED": "02"], ["SANKSJONRED": "01"]),
      Change("002", ["BYDELSNR": ""], ["BYDELSNR": "01"]),
      Change("003-bydel", ["BYDELSNR": "16"], ["BYDELSNR": "15"]),
      Change("006", ["PERSON_FODSELSNR": "09830980048"], ["PERSON_FODSELSNR": "09830880027"]),
      Change("006", ["PERSON_FODSELSNR": ""], [:]),
      Change("007", ["PERSON_FODSELSNR": "01013000100"], ["PERSON_FODSELSNR": "09833115003"]),
      Change("014", ["VKLO": "0"], ["VKLO": "1"]),
      Change("015", ["VKLO": "1", "ARBSIT": "03"], ["VKLO": "1", "ARBSIT": "02"]),
      Change("016", ["VKLO": "2", "ARBSIT": "04"], ["VKLO": "2", "ARBSIT": "06"]),
      Change("017", ["VKLO": "4", "ARBSIT": "04"], ["VKLO": "4", "ARBSIT": "03"]),
      Change("018", ["VKLO": "6", "ARBSIT": "10"], ["VKLO": "6", "ARBSIT": "09"]),
      Change("019", ["VKLO": "8", "ARBSIT": "09"], ["VKLO": "8", "ARBSIT": "10"]),
      Change(
        "020B", ["VKLO": "3", "TRYGDESIT": "12"], ["VKLO": "3", "TRYGDESIT": "13"]),
      Change("020B", ["VKLO": "3", "TRYGDESIT": "03"], ["VKLO": "9", "TRYGDESIT": "12"]),
      Change("021", ["VKLO": "5", "ARBSIT": "01"], ["VKLO": "5", "ARBSIT": "08"]),
      Change("022", ["TRYGDESIT": "03"], ["TRYGDESIT": "02"]),
      Change(
        "023A", ["TRYGDESIT": "07", "PERSON_FODSELSNR": "09836515061"],
        ["TRYGDESIT": "07", "PERSON_FODSELSNR": "09836415040"]),
      Change(
        "023A", ["TRYGDESIT": "07", "PERSON_FODSELSNR": ""],
        ["TRYGDESIT": "06", "PERSON_FODSELSNR": ""]),
      Change(
        "023B", ["TRYGDESIT": "05", "BU18": "1", "ANTBU18": "0"],
        ["TRYGDESIT": "05", "BU18": "1", "ANTBU18": "1"]),
      Change(
        "023C", ["TRYGDESIT": "13", "BU18": "2", "ANTBU18": "1"],
        ["TRYGDESIT": "13", "BU18": "1", "ANTBU18": "1"]),
      Change("024", ["TRYGDESIT": "04", "ARBSIT": "08"], ["TRYGDESIT": "04", "ARBSIT": "07"]),
      Change("024", ["TRYGDESIT": "07", "ARBSIT": "01"], ["TRYGDESIT": "06", "ARBSIT": "01"]),
      Change(
        "024B", ["VKLO": "3", "TRYGDESIT": "11", "ARBSIT": "08"],
        ["VKLO": "3", "TRYGDESIT": "11", "ARBSIT": "07"]),
      Change("025", ["ARBSIT": "11"], ["ARBSIT": "10"]),
      Change("026", ["STMND_2": "03"], ["STMND_2": "", "STMND_12": "12"]),
      Change("026", ["STMND_2": " 2"], ["STMND_2": "02"]),
      Change("027", ["BIDRAG": "0"], ["BIDRAG": "0", "LAAN": "1"]),
      Change(
        "030", ["BIDRAG": "1000000", "LAAN": "1"], ["BIDRAG": "999999", "LAAN": "1"]),
      Change("031", ["BIDRAG": "200"], ["BIDRAG": "200", "LAAN": "1"]),
      Change("032", ["GITT_OKONOMIRAD": "3"], ["GITT_OKONOMIRAD": "2"]),
      Change("033", ["FAAT_INDIVIDUELL_PLAN": "0"], ["FAAT_INDIVIDUELL_PLAN": "1"]),
      Change("035", ["BOSIT": "7"], ["BOSIT": "6"]),
      Change("036", ["BIDRAG_DES": "1"], ["BIDRAG_FEB": "11499", "BIDRAG_DES": "1"]),
      Change("037", ["LAAN": "1"], ["LAAN": "1", "LAAN_JAN": "1"]),
      Change(
        "038", ["PERSON_FODSELSNR": "", "PERSON_DUF": "201017238204"],
        ["PERSON_FODSELSNR": "", "PERSON_DUF": "201017238203"]),
      Change("039", ["VILKARSOSLOV": "0"], ["VILKARSOSLOV": "1"]),
      Change("040", ["VILKARSAMEKT": ""], ["VILKARSAMEKT": "1"]),
      Change(
        "041", ["VILKARSOSLOV": "1", "UTBETDATO": "31042026"],
        ["VILKARSOSLOV": "1", "UTBETDATO": "30042026"]),
      Change(
        "042", ["VILKARSOSLOV": "1"], ["VILKARSOSLOV": "1", "UTBETTOMDATO": "31122099"]),
      Change(
        "043", ["VILKARSOSLOV": "1", "VILKARARBEID": "17"],
        ["VILKARSOSLOV": "1", "VILKARNORSKSAMISKOPPL": "20"]),
    ]

  static let changesOfQualification: [Change] =
    changesOfBoth + [
      Change("003-bydel", ["BYDELSNR": "01"], ["BYDELSNR": "  "]),
      Change("006", ["PERSON_FODSELSNR": "09830980048"], ["PERSON_FODSELSNR": ""]),
      Change("007", ["PERSON_FODSELSNR": "09835715075"], ["PERSON_FODSELSNR": "01015800100"]),
      Change("014", ["REG_DATO": "31122021"], ["REG_DATO": "01012022"]),
      Change("015", ["VEDTAK_DATO": "31122021"], ["VEDTAK_DATO": "01012022"]),
      Change("016", ["BEGYNT_DATO": "31122021"], ["BEGYNT_DATO": "01012022"]),
      Change("016", ["BEGYNT_DATO": "01012027"], ["BEGYNT_DATO": "31122026"]),
      Change("019", ["KVP_KOMM": ""], ["KVP_KOMM": "1"]),
      Change(
        "020", ["KVP_KOMM": "1", "KOMMNR_KVP_KOMM": "0000"],
        ["KVP_KOMM": "1", "KOMMNR_KVP_KOMM": "9999"]),
      Change(
        "021", ["YTELSE_SOSHJELP": "1", "YTELSE_TYPE_SOSHJ": "1"],
        ["YTELSE_SOSHJELP": "1", "YTELSE_TYPE_SOSHJ": "3"]),
      Change("026", ["KVP_MED_ASTONAD": "0"], ["KVP_MED_ASTONAD": "1"]),
      Change(
        "027", ["KVP_MED_ASTONAD": "1", "KVP_MED_KOMMBOS": "5"],
        ["KVP_MED_ASTONAD": "1", "KVP_MED_KOMMBOS": "4"]),
      Change("027", ["KVP_MED_SOSHJ_ENGANG": "9"], ["KVP_MED_SOSHJ_ENGANG": "8"]),
      Change("028", ["STMND_2": ""], ["STMND_2": "", "STATUS": "2"]),
      Change("029", ["KVP_STONAD": "0"], ["KVP_STONAD": "1"]),
      Change("030", ["KVP_STONAD": ""], ["KVP_STONAD": "", "STATUS": "2"]),
      Change("031", ["STMND_2": ""], ["STMND_2": "", "KVP_STONAD": "0"]),
      Change("032", ["KVP_STONAD": "600001"], ["KVP_STONAD": "600000"]),
      Change("036", ["STATUS": "8"], ["STATUS": "7"]),
      Change(
        "037", ["STATUS": "4", "AVSL_DATO": "31122025"],
        ["STATUS": "4", "AVSL_DATO": "31122026"]),
      Change("037", ["STATUS": "5"], ["STATUS": "6"]),
      Change(
        "038", ["STATUS": "7", "AVSL_SKOLE": "03"], ["STATUS": "7", "AVSL_SKOLE": "04"]),
      Change(
        "039", ["STATUS": "3", "AVSL_VIKTIGSTE_INNTEKT": "02"], ["STATUS": "7"]),
    ]

  private static let changesOfBoth: [Change] = [
    Change("003-kommune", ["KOMMUNE_NR": "4602"], [:]),
    Change("004", ["VERSION": "25"], ["VERSION": "26"]),
    Change("004A", ["FODSELSDATO": "29021999"], ["FODSELSDATO": "29022000"]),
    // A checked number names any day; a substitute must name one that is.
    Change("005", ["PERSON_FODSELSNR": "17849820169"], ["PERSON_FODSELSNR": "17849820168"]),
    Change("005", ["PERSON_FODSELSNR": "30029899999"], ["PERSON_FODSELSNR": "28029899999"]),
    Change("005", ["PERSON_FODSELSNR": "28029800300"], ["PERSON_FODSELSNR": "28029800200"]),
    Change("008", ["KJONN": "3"], ["KJONN": "1"]),
    Change("009", ["EKTSTAT": "6"], ["EKTSTAT": "5"]),
    Change("010", ["BU18": "3"], ["BU18": "1"]),
    Change("011", ["BU18": "1"], ["BU18": "1", "ANTBU18": "1"]),
    Change("012", ["ANTBU18": "1"], ["ANTBU18": "0"]),
    Change("013", ["ANTBU18": "14"], ["ANTBU18": "13"]),
  ]
}
