/** Where a country's main body of land is, and how far it reaches from there. */
export interface CountryPlace {
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusKm: number;
}

/**
 * Code, latitude and longitude of the centre, and the distance to the farthest point of the main body of land. Computed from Natural Earth's
 * country boundaries (1:50m, public domain).
 */
const TABLE = [
  'AD 42.5 1.6 20|AE 23.9 54.3 300|AF 33.8 65.9 900|AG 17.1 -61.8 70|AI 18.2 -63.1 10|AL 41.1 20.1 170|AM 40.3 44.9 200',
  'AO -12.3 17.6 900|AQ -84.7 83 590|AR -34.5 -64.7 2020|AS -14.3 -170.7 20|AT 47.6 14.1 350|AU -25.6 134.2 2110',
  'AW 12.5 -70 10|AX 60.2 19.9 20|AZ 40.3 47.7 250|BA 44.2 17.8 190|BB 13.2 -59.6 20|BD 23.9 90.2 410|BE 50.6 4.6 160',
  'BF 12.3 -1.8 460|BG 42.8 25.2 290|BH 26 50.5 30|BI -3.4 29.9 130|BJ 9.6 2.3 390|BL 17.9 -62.8 0|BM 32.3 -64.8 10',
  'BN 4.5 114.6 80|BO -16.7 -64.7 830|BR -10.7 -53.2 2560|BS 24.7 -78 650|BT 27.4 90.4 170|BW -22.2 23.8 610|BY 53.5 28 370',
  'BZ 17.2 -88.7 160|CA 58.6 -99 2780|CD -2.9 23.6 1360|CF 6.6 20.5 780|CG -0.8 15.2 610|CH 46.8 8.2 190|CI 7.6 -5.6 420',
  'CK -21.2 -159.8 10|CL -34.4 -70.9 2170|CM 5.7 12.7 840|CN 36.8 103.3 2840|CO 3.9 -73.1 970|CR 10 -84.2 260',
  'CU 21.6 -78.9 620|CV 15.1 -23.6 290|CW 12.2 -69 30|CY 34.9 33 100|CZ 49.7 15.3 250|DE 51 10.4 440|DJ 11.7 42.6 120',
  'DK 56.2 9.3 230|DM 15.4 -61.4 20|DO 18.9 -70.5 230|DZ 28.1 2.6 1130|EC -1.4 -78.4 400|EE 58.7 25.8 160|EG 26.5 29.9 870',
  'EH 24.2 -12.3 620|ER 15.4 38.8 550|ES 40.4 -3.6 610|ET 8.6 39.6 920|FI 64.3 26.2 650|FJ -17.8 178 280|FK -51.7 -58.8 160',
  'FM 6.9 158.2 10|FO 62.2 -6.9 30|FR 46.6 2.5 580|GA -0.6 11.8 380|GB 53.8 -2.4 550|GD 12.1 -61.7 20|GE 42.2 43.5 320',
  'GG 49.5 -2.6 10|GH 7.9 -1.2 380|GL 73.1 -41.8 1480|GM 13.5 -15.4 170|GN 10.4 -10.9 450|GQ 1.6 10.5 130|GR 39.5 22.6 410',
  'GS -54.4 -36.7 90|GT 15.7 -90.4 270|GU 13.4 144.8 20|GW 12.1 -14.9 200|GY 4.8 -59 430|HK 22.4 114.1 30|HM -53.1 73.5 20',
  'HN 14.8 -86.6 370|HR 45.2 16.4 260|HT 18.9 -72.7 200|HU 47.2 19.4 280|ID -0.2 114 3150|IE 53.2 -8.1 250|IL 31.5 35 230',
  'IM 54.2 -4.5 20|IN 22.8 79.5 1880|IO -7.3 72.4 10|IQ 33 43.8 570|IR 32.5 54.4 1210|IS 65 -18.6 280|IT 43.5 12.3 690',
  'JE 49.2 -2.1 10|JM 18.2 -77.3 120|JO 31.2 36.8 300|JP 36.6 137.9 1060|KE 0.6 37.8 610|KG 41.5 74.5 490|KH 12.7 104.9 360',
  'KI 1.9 -157.4 30|KM -11.7 43.3 150|KN 17.3 -62.7 30|KP 40.1 127.2 400|KR 36.5 127.9 270|KW 29.3 47.6 120',
  'KY 19.3 -81.3 20|KZ 48.4 67.2 1520|LA 18.5 103.8 580|LB 33.9 35.9 120|LC 13.9 -61 20|LI 47.1 9.5 10|LK 7.6 80.7 260',
  'LR 6.5 -9.3 310|LS -29.6 28.2 120|LT 55.3 23.9 200|LU 49.8 6.1 50|LV 56.9 24.9 250|LY 27 18.1 1050|MA 29.8 -8.7 1240',
  'MC 43.8 7.4 0|MD 47.2 28.5 190|ME 42.8 19.2 100|MF 18.1 -63.1 10|MG -19.3 46.7 850|MH 7.1 171.2 280|MK 41.6 21.7 110',
  'ML 17.3 -3.6 1020|MM 21.1 96.5 1260|MN 47 103.1 1270|MO 22.2 113.5 0|MP 15.2 145.7 400|MR 20.2 -10.4 810',
  'MS 16.7 -62.2 10|MT 35.9 14.4 30|MU -20.3 57.6 30|MV 4.2 73.5 110|MW -13.2 34.3 450|MX 23.9 -102.2 1750',
  'MY 3.6 114.7 1650|MZ -17.2 35.6 1130|NA -22.1 17.2 970|NC -21.3 165.5 200|NE 17.4 9.3 1030|NF -29.1 167.9 10',
  'NG 9.6 8.1 770|NI 12.8 -85 310|NL 52.3 5.6 170|NO 63.8 12.2 1090|NP 28.3 83.9 450|NR -0.5 166.9 0|NU -19 -169.9 10',
  'NZ -43.9 170.6 1080|OM 20.6 56.1 540|PA 8.5 -80.1 330|PE -9.1 -74.4 1120|PF -17.7 -149.4 1440|PG -6.6 144.2 830',
  'PH 15.9 121.4 1230|PK 29.9 69.2 970|PL 52.1 19.4 420|PM 46.9 -56.3 20|PN -24.4 -128.3 10|PR 18.2 -66.5 90',
  'PS 31.9 35.2 70|PT 39.7 -8 300|PW 7.5 134.6 20|PY -23.2 -58.4 540|QA 25.3 51.2 90|RO 45.8 25 380|RS 44.2 20.8 250',
  'RU 65.9 95.5 4150|RW -2 29.9 140|SA 24.1 44.7 1160|SB -9.6 160.2 530|SC -4.7 55.5 20|SD 16 29.9 1050|SE 62.4 16.2 810',
  'SG 1.4 103.8 20|SH -16 -5.7 1300|SI 46.1 14.8 140|SK 48.7 19.5 230|SL 8.6 -11.8 190|SM 43.9 12.5 10|SN 14.4 -14.5 400',
  'SO 4.7 45.7 1000|SR 4.1 -55.9 280|SS 7.3 30.3 690|ST 0.2 6.6 20|SV 13.7 -88.9 130|SX 18.1 -63.1 10|SY 35 38.5 420',
  'SZ -26.6 31.5 100|TC 21.8 -71.7 60|TD 15.3 18.6 950|TF -49.3 69.5 80|TG 8.5 1 310|TH 15.1 101 1050|TJ 38.5 71 380',
  'TL -8.8 125.9 160|TM 39.1 59.4 660|TN 34.1 9.6 430|TO -21.2 -175.2 320|TR 39.1 35.4 850|TT 10.4 -61.3 80|TW 23.7 121 200',
  'TZ -6.3 34.8 780|UA 49.2 31.3 680|UG 1.3 32.4 430|US 39.9 -98.8 2650|UY -32.8 -56 330|UZ 41.8 63.3 830|VA 41.9 12.4 0',
  'VC 13.3 -61.2 10|VE 7.1 -66.2 830|VG 18.4 -64.6 50|VI 17.7 -64.8 70|VN 16.5 106.3 900|VU -15.2 166.8 170',
  'WF -14.3 -178.1 240|WS -13.6 -172.4 120|XK 42.6 20.9 80|YE 15.9 47.5 600|ZA -29 25.2 950|ZM -13.5 27.8 720',
  'ZW -19 29.9 500',
];

const EARTH_RADIUS_KM = 6_371;

/** Places by code. */
const PLACES: ReadonlyMap<string, CountryPlace> = new Map(
  TABLE.flatMap((line) => line.split('|')).map((entry) => {
    const [code = '', latitude, longitude, radius] = entry.split(' ');
    return [code, { latitude: Number(latitude), longitude: Number(longitude), radiusKm: Number(radius) }];
  }),
);

/**
 * How far somebody must at least have travelled between two countries: centre to centre, less the reach of both, so that people at a border
 * are never suspected. Null for a country that is not in the table.
 */
export function leastDistanceKm(from: string, to: string): number | null {
  if (from === to) return 0;
  const [a, b] = [PLACES.get(from), PLACES.get(to)];
  return a && b ? Math.max(0, greatCircleKm(a, b) - a.radiusKm - b.radiusKm) : null;
}

function greatCircleKm(a: CountryPlace, b: CountryPlace): number {
  const [phiA, phiB] = [radians(a.latitude), radians(b.latitude)];
  const half = Math.sin((phiB - phiA) / 2) ** 2 + Math.cos(phiA) * Math.cos(phiB) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
