/**
 * Words for countries that the language's own tables (`Intl.DisplayNames`) don't have: codes of three letters,
 * abbreviations, and names in everyday use.
 */

/** ISO 3166-1: two letters, three letters, a space; of the countries with a numbering plan. */
export const alpha3Codes =
  'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH ' +
  'BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN ' +
  'BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI ' +
  'CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ' +
  'ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA ' +
  'GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GTGTM GUGUM GWGNB GYGUY HKHKG HNHND HRHRV HTHTI HUHUN ' +
  'IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ ' +
  'KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO ' +
  'LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC ' +
  'MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA ' +
  'NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM ' +
  'PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE ' +
  'SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ ' +
  'TCTCA TDTCD TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR ' +
  'UGUGA USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ' +
  'ZAZAF ZMZMB ZWZWE ';

/** Abbreviations: those of everyday, and the letters of European cars, which stand in many address files. */
export const abbreviations: Readonly<Record<string, string>> = {
  A: 'AT',
  AUS: 'AU',
  B: 'BE',
  BRD: 'DE',
  D: 'DE',
  E: 'ES',
  EL: 'GR',
  ENG: 'GB',
  F: 'FR',
  FL: 'LI',
  GER: 'DE',
  H: 'HU',
  HRV: 'HR',
  I: 'IT',
  KSA: 'SA',
  L: 'LU',
  N: 'NO',
  NED: 'NL',
  P: 'PT',
  PRC: 'CN',
  ROK: 'KR',
  RSA: 'ZA',
  S: 'SE',
  SLO: 'SI',
  SUI: 'CH',
  UAE: 'AE',
  UK: 'GB',
  US: 'US',
  VAE: 'AE',
};

/** Names in everyday use, official forms, and parts of a country that people write in its place. */
export const otherNames: Readonly<Record<string, string>> = {
  AE: 'Emirates|Emirate|Dubai|Abu Dhabi',
  BA: 'Bosnia|Bosnien',
  BN: 'Brunei Darussalam',
  BO: 'Bolivia (Plurinational State of)|Plurinational State of Bolivia',
  BY: 'Weißrussland|Weissrussland|Belorussia',
  CD: 'DR Congo|DRC|Democratic Republic of the Congo|Demokratische Republik Kongo|Kongo-Kinshasa|Congo-Kinshasa',
  CG: 'Congo-Brazzaville|Kongo-Brazzaville|Republic of the Congo',
  CH: 'Swiss|Schweizerische Eidgenossenschaft|Suisse|Svizzera|Svizra',
  CI: 'Ivory Coast|Elfenbeinküste|Cote dIvoire',
  CN: 'PR China|Mainland China|VR China|Volksrepublik China',
  CV: 'Cape Verde|Kap Verde',
  CZ: 'Czech Republic|Czech Rep.|Czechia|Tschechien|Tschechische Republik|Tschechei',
  DE: 'Bundesrepublik Deutschland|Federal Republic of Germany|Germany, Federal Republic of|Allemagne|Alemania',
  DO: 'Dominikanische Rep.|Dominican Rep.',
  FM: 'Micronesia|Mikronesien',
  GB: 'Great Britain|Großbritannien|Grossbritannien|England|Scotland|Schottland|Wales|Northern Ireland|Nordirland|U.K.|United Kingdom of Great Britain and Northern Ireland|Vereinigtes Königreich Großbritannien und Nordirland|Britain',
  GR: 'Hellas|Hellenic Republic',
  HK: 'Hongkong|Hong Kong|Hong Kong SAR',
  IE: 'Republic of Ireland|Eire|Republik Irland',
  IR: 'Iran, Islamic Republic of|Islamic Republic of Iran',
  KP: 'North Korea|Nordkorea',
  KR: 'South Korea|Südkorea|Korea, Republic of|Republic of Korea|Korea',
  LA: "Lao|Lao PDR|Lao People's Democratic Republic",
  MD: 'Moldova, Republic of|Republic of Moldova|Moldawien|Moldau',
  MK: 'Macedonia|Mazedonien|FYROM|Nordmazedonien|North Macedonia',
  MM: 'Burma|Birma',
  MO: 'Macau|Macao',
  NL: 'Holland|The Netherlands|Niederlande|Die Niederlande',
  PS: 'Palestine|Palästina|State of Palestine|Palestine, State of',
  RU: 'Russian Federation|Russische Föderation|Russland|Russia',
  SA: 'Kingdom of Saudi Arabia',
  SK: 'Slovak Republic|Slowakische Republik|Slowakei',
  SY: 'Syrian Arab Republic',
  SZ: 'Swaziland|Swasiland',
  TL: 'East Timor|Osttimor',
  TR: 'Turkey|Türkei|Türkiye',
  TW: 'Taiwan, Province of China|Taiwan R.O.C.',
  TZ: 'Tanzania, United Republic of|United Republic of Tanzania',
  US: 'USA|U.S.|U.S.A.|United States of America|Vereinigte Staaten von Amerika|Amerika|America|United States|Vereinigte Staaten',
  VA: 'Vatican|Vatikan|Vatikanstadt|Holy See',
  VE: 'Venezuela (Bolivarian Republic of)|Venezuela, Bolivarian Republic of',
  VN: 'Viet Nam|Vietnam',
};
