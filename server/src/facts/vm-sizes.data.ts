// Written by scripts/generate-vm-sizes.mjs: do not edit. 1570 sizes, collected 2026-11-24, regions as of 2026-08-01.

/** A line a group of sizes; `vm-sizes.ts` reads it. */
export const vmSizeGroups = `;Basic_A#;------;;2024-08-31;;;;0;0/~
basicAFamily;Basic_A#;------;1;2024-08-31;;;;0;1/~/1.75
basicAFamily;Basic_A#;n-----;1;2024-08-31;2024-01-08;;;0;2/~/3.5/61440 3/~/7/122880 4/~/14/245760
standardA0_A7Family;Standard_A#;nn-nx-;1;2024-08-31;2025-06-03;0.75;20480;0;0/1
standardA0_A7Family;Standard_A#;n-----;1;2024-08-31;2024-01-08;;;0;1/~/1.75/71680 2/~/3.5/138240 3/~/7/291840 4/~/14/619520 5/~/14/138240 7/~/56/619520
standardA0_A7Family;Standard_A#;------;1;2024-08-31;;;;0;6/~/28
;Standard_A#;------;;;;;;0;8/~ 9/~ 10/~ 11/~
standardAv2Family;Standard_A#_v2;nn-nx-;1;2028-11-15;2026-08-01;2;10240;45;1 2 4 8
standardAv2Family;Standard_A#m_v2;nn-nx-;1;2028-11-15;2026-08-01;8;10240;45;2 4 8
standardBSFamily;Standard_B#ls;yyyyx-;12;2028-11-15;2026-08-01;0.5;4096;45;1
standardBSFamily;Standard_B#ms;yy-yx-;12;2028-11-15;2026-08-01;4;8192;45;1//2/4096 2 4 8 12 16
standardBSFamily;Standard_B#s;yyyyx-;12;2028-11-15;2026-08-01;1;4096;45;1
standardBSFamily;Standard_B#s;yy-yx-;12;2028-11-15;2026-08-01;2;4096;45;2
standardBSFamily;Standard_B#ms;yyyyx-;12;2028-11-15;2026-08-01;4;8192;45;20
standardBasv2Family;Standard_B#als_v2;yynnx-;12;;2026-08-06;2;0;43;2
standardBasv2Family;Standard_B#as_v2;yynnx-;12;;2026-08-06;4;0;43;2 4
standardBasv2Family;Standard_B#ats_v2;yy-nx-;12;;2026-08-01;0.5;0;43;2
standardBsv2Family;Standard_B#ls_v2;yyynx-;12;;2026-08-01;2;0;44;2
standardBpsv2Family;Standard_B#pls_v2;yy-na-;12;;2026-08-01;2;0;21;2 4 8 16
standardBpsv2Family;Standard_B#ps_v2;yy-na-;12;;2026-08-01;4;0;21;2 4 8 16
standardBpsv2Family;Standard_B#pts_v2;yy-na-;12;;2026-08-01;0.5;0;21;2
standardBsv2Family;Standard_B#s_v2;yy-nx-;12;;2026-08-01;4;0;44;2 8 16 32
standardBsv2Family;Standard_B#ts_v2;yy-nx-;12;;2026-08-01;0.5;0;44;2
standardBasv2Family;Standard_B#als_v2;yy-nx-;12;;2026-08-01;2;0;43;4 8 16 32
standardBsv2Family;Standard_B#ls_v2;yy-nx-;12;;2026-08-01;2;0;44;4 8 16 32
standardBsv2Family;Standard_B#s_v2;yyynx-;12;;2026-08-01;4;0;44;4
standardBasv2Family;Standard_B#as_v2;yy-nx-;12;;2026-08-01;4;0;43;8 16 32
standardDFamily;Standard_D#;nn-nx-;1;2028-05-01;2026-08-01;3.5;51200;30;1 2 3/4 4/8 11/2/14 12/4/28 13/8/56 14/16/112
standardDv2Family;Standard_D#_v2;nn-nx-;1;2028-05-01;2026-08-01;3.5;51200;45;1 2 3/4 4/8 5/16 11/2/14 12/4/28 13/8/56 14/16/112 15/20/140
standardDv2PromoFamily;Standard_D#_v2_Promo;nn-nx-;1;2028-05-01;2026-08-01;3.5;;45;2 3/4 4/8 5/16 11/2/14 12/4/28 13/8/56/409600 14/16/112
standardDv3Family;Standard_D#_v3;nn-nx-;1;2029-11-15;2026-08-01;4;25600;45;2 4 8 16 32 48 64
standardDSv3Family;Standard_D#s_v3;yyyyx-;12;2029-11-15;2026-08-01;4;8192;45;2 4 8 16 32 48 64
standardDAv3Family;Standard_D#a_v3;nn-y--;1;;2023-04-18;4;25600;0;8
standardDv4Family;Standard_D#_v4;nn-nx-;12;;2026-08-01;4;0;45;2 8 16 32 48 64
standardDAv4Family;Standard_D#a_v4;yn-yx-;12;;2026-08-01;4;25600;43;2 4 8 16 32 48 64 96
standardDASv4Family;Standard_D#as_v4;yyyyx-;12;;2026-08-01;4;8192;43;2 4 8 16 32 48 64 96
standardDDv4Family;Standard_D#d_v4;yn-yx-;12;;2026-08-01;4;38400;45;2 4 8 16 32 48 64
standardDDSv4Family;Standard_D#ds_v4;yyyyx-;12;;2026-08-01;4;38400;45;2 4 8 16 32 48 64
standardDSv4Family;Standard_D#s_v4;yyynx-;12;;2026-08-01;4;0;45;2 8 16 32 48 64
standardDv4Family;Standard_D#_v4;nn-nx-;12;;2026-08-18;4;0;45;4
standardDSv4Family;Standard_D#s_v4;yyynx-;12;;2026-08-18;4;0;45;4
standardDv5Family;Standard_D#_v5;ynynx-;12;;2026-08-18;4;0;44;2
standardDADSv5Family;Standard_D#ads_v5;yy-yx-;12;;2026-08-01;4;38400;43;2 4 8 16 32 48 64 96
standardDASv5Family;Standard_D#as_v5;yyynx-;12;;2026-08-01;4;0;43;2 4 8 16 32 48 64 96
standardDDv5Family;Standard_D#d_v5;yn-yx-;12;;2026-08-01;4;38400;44;2 4 8 16 32 48 64 96
standardDDSv5Family;Standard_D#ds_v5;yyyyx-;12;;2026-08-01;4;38400;44;2 4 8 16 32 48 64 96
standardDLDSv5Family;Standard_D#lds_v5;yy-yx-;12;;2026-08-01;2;38400;44;2 4 8 16 32 48 64 96
standardDLSv5Family;Standard_D#ls_v5;yy-nx-;12;;2026-08-01;2;0;44;2 4 8 16 32 48 64 96
standardDPDSv5Family;Standard_D#pds_v5;yy-ya-;2;;2026-08-01;4;38400;21;2 4 8 16 32 48 64//208
standardDPLDSv5Family;Standard_D#plds_v5;yy-ya-;2;;2026-08-01;2;38400;21;2 4 8 32 48 64
standardDPLSv5Family;Standard_D#pls_v5;yy-na-;2;;2026-08-01;2;0;21;2 4 8 16 32 48 64
standardDPSv5Family;Standard_D#ps_v5;yy-na-;2;;2026-08-01;4;0;21;2 4 8 16 32 48 64//208
standardDSv5Family;Standard_D#s_v5;yyynx-;12;;2026-08-18;4;0;44;2
standardDv5Family;Standard_D#_v5;yn-nx-;12;;2026-08-01;4;0;44;4 8 16 32 48 64 96
standardDSv5Family;Standard_D#s_v5;yyynx-;12;;2026-08-01;4;0;44;4 8 16 32 48 64 96
standardDPLDSv5Family;Standard_D#plds_v5;yyyya-;2;;2026-08-01;2;38400;21;16
standardDadv6Family;Standard_D#ads_v6;yy-yx-;2;;2026-08-01;4;;42;2 4 8 16 32 48 64 96
standardDaldv6Family;Standard_D#alds_v6;yy-yx-;2;;2026-08-01;2;;42;2 4 8 16 32 48 64 96
standardDalv6Family;Standard_D#als_v6;yy-nx-;2;;2026-08-01;2;0;42;2 4 8 16 32 48 64 96
standardDav6Family;Standard_D#as_v6;yyynx-;2;;2026-08-01;4;0;42;2
StandardDdsv6Family;Standard_D#ds_v6;yy-yx-;2;;2026-08-01;4;;41;2 4 8 16 32 48 64 96 192
StandardDldsv6Family;Standard_D#lds_v6;yy-yx-;2;;2026-08-01;2;;41;2 4 8 16 32 48 64 96 128
StandardDlsv6Family;Standard_D#ls_v6;yy-nx-;2;;2026-08-01;2;0;42;2 4 8 16 32 48 64 96 128
StandardDndv6Family;Standard_D#nds_v6;yy-yx-;2;;2026-08-01;4;;5;2 4 8 16 32 48 64 96 128
StandardDnldv6Family;Standard_D#nlds_v6;yy-yx-;2;;2026-08-01;2;;5;2 4 8 16 32 48 64 96 128
StandardDnlv6Family;Standard_D#nls_v6;yy-nx-;2;;2026-08-01;2;;5;2 4 8 16 32 48 64 96 128
StandardDnv6Family;Standard_D#ns_v6;yy-nx-;2;;2026-08-01;4;;5;2 4 8 16 32 48 64 96 128
StandardDpdsv6Family;Standard_D#pds_v6;yyyya-;2;;2026-08-01;4;;37;2 4 8 16 32 48 64 96
StandardDpldsv6Family;Standard_D#plds_v6;yyyya-;2;;2026-08-01;2;;37;2 4 8 16 32 48 64 96
StandardDplsv6Family;Standard_D#pls_v6;yyyna-;2;;2026-08-01;2;0;37;2 4 8 16 32 48 64 96
StandardDpsv6Family;Standard_D#ps_v6;yyyna-;2;;2026-08-01;4;0;37;2 4 8 16 32 48 64 96
StandardDsv6Family;Standard_D#s_v6;yy-nx-;2;;2026-08-01;4;0;42;2 4 8 16 32 48 64 96 128 192
standardDav6Family;Standard_D#as_v6;yy-nx-;2;;2026-08-01;4;0;42;4 8 16 32 48 64 96
StandardDdsv6Family;Standard_D#ds_v6;yynyx-;2;;2026-08-01;4;;41;128
StandardDadsv7Family;Standard_D#ads_v7;yy-yx-;2;;2026-08-01;4;;19;2 4 8 16 32 48 64 96 128 160
StandardDaldsv7Family;Standard_D#alds_v7;yy-yx-;2;;2026-08-01;2;;19;2 4 8 16 32 48 64 96 128 160
StandardDalsv7Family;Standard_D#als_v7;yy-nx-;2;;2026-08-01;2;;19;2 4 8 16 32 48 64 96 128 160
StandardDasv7Family;Standard_D#as_v7;yy-nx-;2;;2026-08-01;4;0;19;2 4 8 16 32 48 64 96 128 160
StandardDdsv7Family;Standard_D#ds_v7;yy-yx-;2;;2026-08-01;4;;8;2 4 8 16 32 48 64 96 128 192
StandardDldsv7Family;Standard_D#lds_v7;yy-yx-;2;;2026-08-01;2;;8;2 4 8 16 32 48 64 96 128 192
StandardDlsv7Family;Standard_D#ls_v7;yy-nx-;2;;2026-08-01;2;;8;2 4 8 16 32 48 64 96 128 192
StandardDsv7Family;Standard_D#s_v7;yy-nx-;2;;2026-08-01;4;0;8;2 4 8 16 32 48 64 96 128 192
;Standard_DC#s;------;;;;;;0;2/~ 4/~
standardDCSv2Family;Standard_DC#s_v2;yy-yxg;2;2026-06-30;2026-08-01;4;51200;2;1 2 4
standardDCSv2Family;Standard_DC#_v2;yy-yxg;2;2026-06-30;2026-08-01;4;51200;2;8
standardDDCSv3Family;Standard_DC#ds_v3;yy-yxg;2;2029-10-31;2026-08-01;8;76800;19;1 2 4 8 16 24 32 48///2457600
standardDCSv3Family;Standard_DC#s_v3;yy-nxg;2;2029-10-31;2026-08-01;8;0;19;1 2 4 16 24 32 48
standardDCSv3Family;Standard_DC#s_v3;yynnxg;2;2029-10-31;2026-08-01;8;0;19;8
standardDCADSv5Family;Standard_DC#ads_v5;yy-yxs;12;;2026-08-01;4;38400;13;2 4 8 16 32 48 64 96///2457600
standardDCASv5Family;Standard_DC#as_v5;yy-nxs;12;;2026-08-01;4;0;13;2 4 8 16 32 48 64 96
standardDCEDV5Family;Standard_DC#eds_v5;y--yxt;;;2024-01-21;;38400;0;2 4 8 16 32 48 64 96
standardDCEV5Family;Standard_DC#es_v5;y--nxt;;;2024-01-21;;0;0;2 4 8 16 32 48 64 96
standardDCADCCV5Family;Standard_DC#ads_cc_v5;yy-yx-;2;2026-09-01;2026-08-01;4;38400;8;4 8 16 32 48 64 96
standardDCACCV5Family;Standard_DC#as_cc_v5;yy-nx-;2;2026-09-01;2026-08-01;4;0;8;4 8 16 32 48 64 96
standardDCadsv6Family;Standard_DC#ads_v6;yy-yxs;2;;2026-08-01;4;;41;2 4 8 16 32 48 64 96
standardDCasv6Family;Standard_DC#as_v6;yy-nxs;2;;2026-08-01;4;0;41;2 4 8 16 32 48 64 96
standardDCEDV6Family;Standard_DC#eds_v6;yy-yxt;2;;2026-08-01;4;;3;2 4 8 16 32 48 64 96 128
standardDCEV6Family;Standard_DC#es_v6;yy-nxt;2;;2026-08-01;4;0;3;2 4 8 16 32 48 64 96 128
standardDSFamily;Standard_DS#;yy-yx-;12;2028-05-01;2026-08-01;3.5;7168;30;1 2 3/4 4/8 11/2/14/28672 12/4/28/57344 13/8/56/114688 14/16/112/229376
standardDSv2Family;Standard_DS#_v2;yy-yx-;12;2028-05-01;2026-08-01;7;14336;45;1//3.5/7168 2//7/14336 3/4/14/28672 4/8/28/57344 5/16/56/114688 11-1/2 11/2 12-1/4 12-2/4 12/4 13-2/8 13-4/8 13/8 14-4/16 14-8/16 14/16 15/20
standardDSv2PromoFamily;Standard_DS#_v2_Promo;yy-yx-;12;2028-05-01;2026-08-01;3.5;;45;2 3/4 4/8 5/16 11/2/14 12/4/28 13/8/56 14/16/112
standardEv3Family;Standard_E#_v3;nn-nx-;1;2029-11-15;2026-08-01;8;25600;45;2 4 8 16 20 32 48 64//432
standardESv3Family;Standard_E#s_v3;yyyyx-;12;2029-11-15;2026-08-01;8;16384;45;2 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16//432/884736 64-32//432/884736 64//432/884736
;Standard_E#_v3;------;;;;;;0;32-16/~
standardEIv3Family;Standard_E#i_v3;nn-nx-;1;2029-11-15;2026-05-02;6.75;25600;0;64
standardEISv3Family;Standard_E#is_v3;yy-yx-;12;2029-11-15;2026-05-02;6.75;13824;0;64
standardEv4Family;Standard_E#_v4;nn-nx-;12;;2026-08-01;8;0;45;2 4 8 16 20 32 48////44 64//504//44
standardEAv4Family;Standard_E#a_v4;yn-yx-;12;;2026-08-01;8;25600;43;2 4 8 16 20 32 48 64 96//672
standardEASv4Family;Standard_E#as_v4;yyyyx-;12;;2026-08-01;8;16384;43;2 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16///884736 64-32///884736 64///884736 96-24//672/1376256 96-48//672/1376256 96//672/1376256
standardEDv4Family;Standard_E#d_v4;yn-nx-;12;;2026-08-01;8;38400;45;2 4 8 16 20 32 48////44 64//504//44
standardEDSv4Family;Standard_E#ds_v4;yyyyx-;12;;2026-08-01;8;38400;45;2 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48////44 64-16//504//44 64-32//504//44 64//504//44
standardESv4Family;Standard_E#s_v4;yyynx-;12;;2026-08-01;8;0;45;2 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48////44 64-16//504//44 64-32//504//44 64//504//44
standardXEIDSv4Family;Standard_E#ids_v4;yy-yx-;12;;2026-08-01;6.3;30720;41;80
standardXEISv4Family;Standard_E#is_v4;yy-nx-;12;;2026-08-01;6.3;0;41;80
standardEIASv4Family;Standard_E#ias_v4;yy-yx-;12;;2026-08-01;7;14336;19;96
standardEv5Family;Standard_E#_v5;yn-nx-;12;;2026-08-01;8;0;44;2 4 8 16 20 32 48 64 96//672
standardEADSv5Family;Standard_E#ads_v5;yy-yx-;12;;2026-08-01;8;38400;43;2 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16 64-32 64 96-24//672/2457600 96-48//672/2457600 96//672
standardEASv5Family;Standard_E#as_v5;yyynx-;12;;2026-08-01;8;0;43;2 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16 64-32 64 96-24//672 96-48//672 96//672
standardEBDSv5Family;Standard_E#bds_v5;yyyyx-;12;;2026-08-01;8;38400;44;2 4 8 16 32 48 64 96//672
standardEBSv5Family;Standard_E#bs_v5;yyynx-;12;;2026-08-01;8;0;44;2 4 8 16 32 48 64 96//672
standardEDv5Family;Standard_E#d_v5;yn-yx-;12;;2026-08-01;8;38400;44;2 8 16 20 32 48 64 96//672
standardEDSv5Family;Standard_E#ds_v5;yyyyx-;12;;2026-08-01;8;38400;44;2 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16 64-32 64 96-24//672/2457600 96-48//672/2457600 96//672
standardEPDSv5Family;Standard_E#pds_v5;yy-ya-;2;;2026-08-01;8;;21;2 4 8 16 20 32//208
standardEPSv5Family;Standard_E#ps_v5;yy-na-;2;;2026-08-01;8;0;21;2 4 8 16 20 32//208
standardESv5Family;Standard_E#s_v5;yyynx-;12;;2026-08-01;8;0;44;2 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16 64-32 64 96-24//672 96-48//672 96//672
standardEDv5Family;Standard_E#d_v5;ynyyx-;12;;2026-08-01;8;38400;44;4
standardEIv5Family;Standard_E#i_v5;yn-nx-;12;;2026-08-01;;0;44;104//672
standardEIDv5Family;Standard_E#id_v5;yn-yx-;12;;2026-08-01;;;44;104//672/3891200
standardEIDSv5Family;Standard_E#ids_v5;yy-yx-;12;;2026-08-01;;;44;104//672/3891200
standardEISv5Family;Standard_E#is_v5;yy-nx-;12;;2026-08-01;;0;44;104//672
standardEIADSv5Family;Standard_E#iads_v5;yy-yx-;12;;2026-08-01;6;;43;112///3891200
standardEIASv5Family;Standard_E#ias_v5;yy-nx-;12;;2026-08-01;6;0;43;112
standardEIBDSv5Family;Standard_E#ibds_v5;yy-yx-;12;;2026-08-01;6;;44;112///3891200
standardEIBSv5Family;Standard_E#ibs_v5;yy-nx-;12;;2026-08-01;6;0;44;112
standardEadv6Family;Standard_E#ads_v6;yy-yx-;2;;2026-08-01;8;;42;2 4 8 16 20 32 48 64 96-24//672 96-48//672 96//672
standardEav6Family;Standard_E#as_v6;yy-nx-;2;;2026-08-01;8;0;42;2 4 8 16 20 32 48 64 96//672
StandardEdsv6Family;Standard_E#ds_v6;yy-yx-;2;;2026-08-01;8;;42;2 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16 64-32 64 96-24 96-48 96 128-32////40 128-64////40 128////40
StandardEndv6Family;Standard_E#nds_v6;yy-yx-;2;;2026-08-01;8;;5;2 4 8 16 32 48 64 96 128
StandardEnv6Family;Standard_E#ns_v6;yy-nx-;2;;2026-08-01;8;;5;2 4 8 16 32 48 64 96 128
StandardEpdsv6Family;Standard_E#pds_v6;yyyya-;2;;2026-08-01;8;;37;2 4 8 16 32 48 64 96//672
StandardEpsv6Family;Standard_E#ps_v6;yyyna-;2;;2026-08-01;8;0;37;2 4 8 16 32 48 64 96//672
StandardEsv6Family;Standard_E#s_v6;yy-nx-;2;;2026-08-01;8;0;42;2 4-2 4 8-2 8-4 8 16-4 16-8 16 20 32-8 32-16 32 48 64-16 64-32 64 96-24 96-48 96 128-32////40 128-64////40 128////40
StandardEdsv6Family;Standard_E#ids_v6;yy-yx-;2;;2026-08-01;;;40;192//1832
StandardEsv6Family;Standard_E#is_v6;yy-nx-;2;;2026-08-01;;0;40;192//1832
StandardEadsv7Family;Standard_E#ads_v7;yy-yx-;2;;2026-08-01;8;;20;2 4-2 4 8-2 8-4 8 16-4 16-8 16 32-8 32-16 32 48 64-16 64-32 64 96-24 96-48 96 128-32 128-64 128 160////12
StandardEasv7Family;Standard_E#as_v7;yy-nx-;2;;2026-08-01;8;0;20;2 4-2 4 8-2 8-4 8 16-4 16-8 16 32-8 32-16 32 48 64-16 64-32 64 96-24 96-48 96 128-32 128-64 128 160////12
StandardEdsv7Family;Standard_E#ds_v7;yy-yx-;2;;2026-08-01;8;;8;2 4 8 16 20 32 48////6 64////6 96////6 128////6 192////6
StandardEsv7Family;Standard_E#s_v7;yy-nx-;2;;2026-08-01;8;0;8;2 4 8 16 20 32 48////6 64////6 96////6 128////6 192////6
standardECADSv5Family;Standard_EC#ads_v5;yy-yxs;12;;2026-08-01;8;38400;13;2 4 8 16 20 32//192 48 64 96//672/2457600
standardECASv5Family;Standard_EC#as_v5;yy-nxs;12;;2026-08-01;8;0;13;2 4 8 16 20 32//192 48 64 96//672
standardECEDV5Family;Standard_EC#eds_v5;y--yxt;;;2024-01-21;;38400;0;2 4 8 16 32 48 64 128///3686400
standardECEV5Family;Standard_EC#es_v5;y--nxt;;;2024-01-21;;0;0;2 4 8 16 32 48 64 128
standardECADCCV5Family;Standard_EC#ads_cc_v5;yy-yx-;2;2026-09-01;2026-08-01;8;38400;8;4 8 16 20 32//192 48 64 96//672
standardECACCV5Family;Standard_EC#as_cc_v5;yy-nx-;2;2026-09-01;2026-08-01;8;0;8;4 8 16 20 32//192 48 64 96//672
standardECIADSv5Family;Standard_EC#iads_v5;yy-yxs;12;;2026-08-01;7;25600;13;96
standardECIASv5Family;Standard_EC#ias_v5;yy-nxs;12;;2026-08-01;7;0;13;96
standardECIEDV5Family;Standard_EC#ieds_v5;y--yxt;;;2024-01-21;;28800;0;128
standardECIEV5Family;Standard_EC#ies_v5;y--nxt;;;2024-01-21;;0;0;128
standardECadsv6Family;Standard_EC#ads_v6;yy-yxs;2;;2026-08-01;8;;41;2 4 8 16 32 48 64 96//672
standardECasv6Family;Standard_EC#as_v6;yy-nxs;2;;2026-08-01;8;0;41;2 4 8 16 32 48 64 96//672
StandardECEDV6Family;Standard_EC#eds_v6;yy-yxt;2;;2026-08-01;8;;3;2 4 8 16 32 48 64
StandardECEV6Family;Standard_EC#es_v6;yy-nxt;2;;2026-08-01;8;;3;2 4 8 16 32 48 64
standardFFamily;Standard_F#;nn-nx-;1;2028-11-15;2026-08-01;2;16384;45;1 2 4 8 16
standardFSFamily;Standard_F#s;yy-yx-;12;2028-11-15;2026-08-01;2;4096;45;1 2 4 8 16
standardFSv2Family;Standard_F#s_v2;yyyyx-;12;2028-11-15;2026-08-18;2;8192;45;2
standardFSv2Family;Standard_F#s_v2;yyyyx-;12;2028-11-15;2026-08-01;2;8192;45;4 8 16 32 48 64 72
StandardFalsv6Family;Standard_F#als_v6;yy-nx-;2;;2026-08-01;2;0;42;2 4 8 16 32 48 64
StandardFamsv6Family;Standard_F#ams_v6;yyynx-;2;;2026-08-01;8;0;42;2 4 8 16 32 48 64
StandardFasv6Family;Standard_F#as_v6;yy-nx-;2;;2026-08-01;4;0;42;2 4 8 16 32 48 64
StandardFadsv7Family;Standard_F#ads_v7;yy-yx-;2;;2026-08-01;4;;19;1 2 4 8 16 32 48 64 80
StandardFaldsv7Family;Standard_F#alds_v7;yy-yx-;2;;2026-08-01;2;;19;1 2 4 8 16 32 48 64 80
StandardFalsv7Family;Standard_F#als_v7;yy-nx-;2;;2026-08-01;2;;19;1 2 4 8 16 32 48 64 80
StandardFamdsv7Family;Standard_F#amds_v7;yy-yx-;2;;2026-08-01;8;;19;1 2-1 2 4-1 4-2 4 8-2 8-4 8 16-4 16-8 16 32-8 32-16 32 48 64-16 64-32 64 80
StandardFamsv7Family;Standard_F#ams_v7;yy-nx-;2;;2026-08-01;8;;19;1 2-1 2 4-1 4-2 4 8-2 8-4 8 16-4 16-8 16 32-8 32-16 32 48 64-16/80/512 64-32 64 80
StandardFasv7Family;Standard_F#as_v7;yy-nx-;2;;2026-08-01;4;0;19;1 2 4 8 16 32 48 64 80
standardFXMDVSFamily;Standard_FX#mds;yy-yx-;2;;2026-08-01;21;43008;7;4 12 24 36 48
StandardFXmdsv2Family;Standard_FX#mds_v2;yy-yx-;2;;2026-08-01;21;;40;2 4-2 4 8-2 8-4 8 12-6 12 16-4 16-8 16 24-6 24-12 24 32-8 32-16 32 48-12 48-24 48 64-16 64-32 64 96-24//1832 96-48//1832 96//1832
StandardFXmsv2Family;Standard_FX#ms_v2;yy-nx-;2;;2026-08-01;21;;40;2 4-2 4 8-2 8-4 8 12-6 12 16-4 16-8 16 24-6 24-12 24 32-8 32-16 32 48-12 48-24 48 64-16 64-32 64 96-24//1832 96-48//1832 96//1832
standardGFamily;Standard_G#;nn-nx-;1;2028-11-15;2026-08-01;14;196608;29;1/2 2/4 3/8 4/16 5/32
standardGSFamily;Standard_GS#;yy-yx-;12;2028-11-15;2026-08-01;14;28672;29;1/2 2/4 3/8 4/16 4-4/16 4-8/16 5/32 5-8/32 5-16/32
;Standard_H#;n--nx-;;2022-08-31;2022-09-10;;128000;0;8 16
;Standard_H#m;n--nx-;;2022-08-31;2022-09-10;;128000;0;8 16
;Standard_H#mr;n--nx-;;2022-08-31;2022-09-10;;128000;0;16
;Standard_H#r;n--nx-;;2022-08-31;2022-09-10;;128000;0;16
;Standard_HB#rs;y--yx-;;2024-08-31;2024-01-21;;;0;60-15///716800 60-30///716800 60-45///716800
standardHBSFamily;Standard_HB#rs;y--yx-;12;2024-08-31;2024-09-05;3.8;;0;60///716800
standardHBrsv2Family;Standard_HB#rs_v2;yyyyx-;12;2027-05-31;2026-08-01;3.8;4096;12;120-16 120-32 120-64 120-96 120
standardHBv3Family;Standard_HB#rs_v3;yy-yx-;12;;2026-08-01;3.8;4096;7;120-16 120-32 120-64 120-96 120
standardHBv4Family;Standard_HB#rs_v4;yy-yx-;12;;2026-08-01;;;8;176-24//768/491520 176-96//768/491520 176-144//768/491520 176//768/491520
;Standard_HB#s_v4;---yx-;;;2024-01-21;;;0;176-24///491520 176-48///491520 176-96///491520 176-144///491520 176///491520
standardHBv4Family;Standard_HB#rs_v4;yy-yx-;2;;2026-08-01;;;8;176-48//768/491520
standardHBv5Family;Standard_HB#rs_v5;yy-yx-;2;;2026-08-01;;;2;368-48//448 368-96//448 368-144//448 368-192//448 368-240//448 368-288//448 368-336//448 368//448
standardHCSFamily;Standard_HC#rs;yyyyx-;12;2027-05-31;2026-08-01;8;;13;44-16///716800 44-32///716800 44///716800
standardHXFamily;Standard_HX#rs;yy-yx-;12;;2026-08-01;8;;8;176-24///491520 176-48///491520 176-96///491520 176-144///491520 176///491520
;Standard_HX#s;---yx-;;;2024-01-21;;;0;176-24///491520 176-48///491520 176-96///491520 176-144///491520 176///491520
standardLSFamily;Standard_L#s;yy-yx-;12;2028-05-01;2026-08-01;8;173568;29;4 8///1421312 16///2874368 32///5765120
standardLSv2Family;Standard_L#s_v2;yyyyx-;12;2028-11-15;2026-08-01;8;10240;15;8 16 32 48 64 80
standardLASv3Family;Standard_L#as_v3;yyyyx-;12;;2026-08-01;8;10240;41;8 16 32 48 64 80
standardLSv3Family;Standard_L#s_v3;yyyyx-;12;;2026-08-01;8;10240;34;8 16 32 48 64 80
standardLaosv4Family;Standard_L#aos_v4;yy-yx-;2;;2026-08-01;8;;40;2 4 8 12 16 24 32
standardLasv4Family;Standard_L#as_v4;yy-yx-;2;;2026-08-01;8;;40;2 4 8 16 32 48 64 80 96
standardLsv4Family;Standard_L#s_v4;yy-yx-;2;;2026-08-01;8;;40;2 4 8 16 32 48 64 80 96
standardMSFamily;Standard_M#ms;yyyyx-;12;;2026-08-01;27.34375;32768;43;8-2 8-4///256000 8 16-4///512000 16-8///512000 16 32-8///1024000 32-16///1024000 32 64-16//1792 64-32//1792 64//1792 128-32//3892 128-64//3892 128//3892
standardMSFamily;Standard_M#ls;yyyyx-;12;;2026-08-01;8;32768;43;32 64
standardMSFamily;Standard_M#ts;yyyyx-;12;;2026-08-01;6;32768;43;32
standardMSFamily;Standard_M#;yyyyx-;12;;2026-08-01;16;114688;43;64 128
standardMSFamily;Standard_M#m;yyyyx-;12;;2026-08-01;28;114688;43;64 128//3892
standardMSFamily;Standard_M#s;yyyyx-;12;;2026-08-01;16;32768;43;64 128
standardMDSMediumMemoryv2Family;Standard_M#dms_v2;yyyyx-;2;;2026-08-01;27.34375;32768;43;32 64//1792 128//3892
standardMSMediumMemoryv2Family;Standard_M#ms_v2;yyynx-;2;;2026-08-01;27.34375;0;43;32 64//1792 128//3892
standardMDSMediumMemoryv2Family;Standard_M#ds_v2;yyyyx-;2;;2026-08-01;16;32768;43;64 128
standardMSMediumMemoryv2Family;Standard_M#s_v2;yyynx-;2;;2026-08-01;16;0;43;64 128
standardMIDSMediumMemoryv2Family;Standard_M#idms_v2;yy-yx-;2;2027-03-31;2026-08-01;;;37;192//4096/4194304
standardMIDSMediumMemoryv2Family;Standard_M#ids_v2;yy-yx-;2;2027-03-31;2026-08-01;;;37;192//2048/4194304
standardMISMediumMemoryv2Family;Standard_M#ims_v2;yy-nx-;2;2027-03-31;2026-08-01;;0;37;192//4096
standardMISMediumMemoryv2Family;Standard_M#is_v2;yy-nx-;2;2027-03-31;2026-08-01;;0;37;192//2048
standardMSv2Family;Standard_M#ms_v2;yyyyx-;2;;2026-08-01;;;32;208//5700/4194304 416-208//11400/8388608 416//11400/8388608
standardMSv2Family;Standard_M#s_v2;yyyyx-;2;;2026-08-01;;;32;208//2850/4194304 416-208//5700/8388608 416//5700/8388608
standardMSv2Family;Standard_M#s_8_v2;yyyyx-;2;;2026-08-01;;;32;416//7600/4194304
standardMSv2Family;Standard_M#s_9_v2;yyyyx-;2;;2026-08-01;;;32;416//8568
standardMSv2Family;Standard_M#s_10_v2;yyyyx-;2;;2026-08-01;;;32;416//9496
standardMDSMediumMemoryv3Family;Standard_M#ds_v3;yy-yx-;2;;2026-08-01;20;;28;12///409600 24///409600
standardMSMediumMemoryv3Family;Standard_M#s_v3;yy-nx-;2;;2026-08-01;20;0;28;12 24
StandardMBDSMediumMemoryv3Family;Standard_M#bds_v3;yyyyx-;2;;2026-08-01;8;;28;16 32 48 64 96 128-64 128 176-88//1536 176//1536
StandardMBSMediumMemoryv3Family;Standard_M#bs_v3;yyynx-;2;;2026-08-01;8;;28;16 32 48 64 96 128-64 128 176-88//1536 176//1536 416//3800//4
standardMDSMediumMemoryv3Family;Standard_M#ds_1_v3;yy-yx-;2;;2026-08-01;;;28;48//974/409600 96//974/409600
standardMSMediumMemoryv3Family;Standard_M#s_1_v3;yy-nx-;2;;2026-08-01;;0;28;48//974 96//974
StandardMBDSMediumMemoryv3Family;Standard_M#bds_1_v3;yyyyx-;2;;2026-08-01;;;28;64-32//1397 64//1397
StandardMBDSMediumMemoryv3Family;Standard_M#bds_2_v3;yyyyx-;2;;2026-08-01;;;28;96-48//1946 96//1946
standardMDSMediumMemoryv3Family;Standard_M#ds_2_v3;yy-yx-;2;;2026-08-01;;;28;96//1946/409600
standardMSMediumMemoryv3Family;Standard_M#s_2_v3;yy-nx-;2;;2026-08-01;;0;28;96//1946
StandardMBDSMediumMemoryv3Family;Standard_M#bds_3_v3;yyyyx-;2;;2026-08-01;;;28;128-64//2794 128//2794
StandardMBDSMediumMemoryv3Family;Standard_M#bds_4_v3;yyyyx-;2;;2026-08-01;;;28;176-88//3892 176//3892
standardMDSMediumMemoryv3Family;Standard_M#ds_3_v3;yy-yx-;2;;2026-08-01;15.875;;28;176///409600
standardMDSMediumMemoryv3Family;Standard_M#ds_4_v3;yy-yx-;2;;2026-08-01;;;28;176//3892/409600
standardMSMediumMemoryv3Family;Standard_M#s_3_v3;yy-nx-;2;;2026-08-01;15.875;0;28;176
standardMSMediumMemoryv3Family;Standard_M#s_4_v3;yy-nx-;2;;2026-08-01;;0;28;176//3892
standardMDSHighMemoryv3Family;Standard_M#ds_6_v3;yy-yx-;2;;2026-08-01;;;17;416//5696
standardMDSHighMemoryv3Family;Standard_M#ds_8_v3;yy-yx-;2;;2026-08-01;;;17;416//7600
standardMDSHighMemoryv3Family;Standard_M#ds_9_v3;yy-yx-;2;;2026-08-01;;;17;416//8568
standardMDSHighMemoryv3Family;Standard_M#ds_10_v3;yy-yx-;2;;2026-08-01;;;17;416//9496
standardMDSHighMemoryv3Family;Standard_M#ds_12_v3;yy-yx-;2;;2026-08-01;;;17;416//11400 624//11400 832//11400
standardMSHighMemoryv3Family;Standard_M#s_6_v3;yy-nx-;2;;2026-08-01;;;17;416//5696
standardMSHighMemoryv3Family;Standard_M#s_8_v3;yy-nx-;2;;2026-08-01;;;17;416//7600
standardMSHighMemoryv3Family;Standard_M#s_9_v3;yy-nx-;2;;2026-08-01;;;17;416//8568
standardMSHighMemoryv3Family;Standard_M#s_10_v3;yy-nx-;2;;2026-08-01;;;17;416//9496
standardMSHighMemoryv3Family;Standard_M#s_12_v3;yy-nx-;2;;2026-08-01;;;17;416//11400 624//11400 832//11400
standardMIDSHighMemoryv3Family;Standard_M#ids_16_v3;yy-yx-;2;;2026-08-01;;;17;832//15200
standardMISHighMemoryv3Family;Standard_M#is_16_v3;yy-nx-;2;;2026-08-01;;;17;832//15200
standardNCFamily;Standard_NC#;n--nx-;1;2023-09-06;2024-01-21;;61440;0;6//56/348160 12//112/696320 24//224
standardNCPromoFamily;Standard_NC#_Promo;n-----;1;2023-09-06;2024-01-08;;;0;6/~/56/348160 12/~/112/696320
standardNCPromoFamily;Standard_NC#_Promo;n-----;1;2023-09-06;2023-10-23;;;0;24/~/224
standardNCFamily;Standard_NC#r;n--nx-;1;2023-09-06;2024-01-21;;61440;0;24//224
standardNCPromoFamily;Standard_NC#r_Promo;n-----;1;2023-09-06;2024-01-08;;;0;24/~/224/1474560
standardNCSv2Family;Standard_NC#s_v2;y--yx-;12;2023-08-31;2024-01-21;;;0;6//112/753664 12//224/1509376 24//448/3018752
standardNCSv2Family;Standard_NC#rs_v2;y--yx-;12;2023-08-31;2024-01-21;;;0;24//448/3018752
Standard NCASv3_T4 Family;Standard_NC#as_T4_v3;yyyyx-;12;;2026-08-01;7;45056;28;4 8 16//110/360448 64//440
standardNCSv3Family;Standard_NC#s_v3;yyyyx-;12;2025-09-30;2026-08-01;;;9;6//112/753664 12//224/1509376 24//448/3018752
standardNCSv3Family;Standard_NC#rs_v3;yyyyx-;12;2025-09-30;2026-08-01;;;9;24//448/3018752
StandardNCADSA10v4Family;Standard_NC#ads_A10_v4;yy-yx-;12;;2026-08-01;12.5;92160;1;8 16 32
StandardNCADSA100v4Family;Standard_NC#ads_A100_v4;yyyyx-;2;;2026-08-01;;;23;24//220/65536
StandardNCADSA100v4Family;Standard_NC#ads_A100_v4;yy-yx-;2;;2026-08-01;;;23;48//440/131072 96//880/262144
StandardNCadsH100v5Family;Standard_NC#ads_H100_v5;yy-yx-;2;;2026-08-01;8;3276.8;22;40
StandardNCadsH100v5Family;Standard_NC#adis_H100_v5;yy-yx-;2;;2026-08-01;8;3276.8;22;80
StandardNCdsRTXPRO6000BSEv6XLFamily;Standard_NC#lds_xl_RTXPRO6000BSE_v6;yy-yx-;2;;2026-08-01;3;;2;24 36//72 72//132 144//264 288//516
StandardNCdsRTXPRO6000BSEv6XLFamily;Standard_NC#ds_xl_RTXPRO6000BSE_v6;yy-yx-;2;;2026-08-01;;;2;36//132 72//264 144//516 288//1032
;Standard_NCC#ads_A100_v4;y--yx-;;;2022-09-10;;;0;24///1150000
StandardNCCads2023Family;Standard_NCC#ads_H100_v5;yy-yxs;2;;2026-08-01;8;;3;40
standardNDSFamily;Standard_ND#s;y-yyx-;12;2023-09-06;2024-01-21;;57344;0;6//112 12//224 24//448
standardNDSFamily;Standard_ND#rs;y-yyx-;12;2023-09-06;2024-01-21;;;0;24//448/3018752
standardNDSv2Family;Standard_ND#rs_v2;yyyyx-;2;;2026-08-01;16.8;74240;4;40
standard NDAMSv4_A100Family;Standard_ND#amsr_A100_v4;yy-yx-;2;;2026-08-01;18.75;;10;96///2969600
Standard NDASv4_A100 Family;Standard_ND#asr_v4;yy-yx-;2;;2026-08-01;9.375;;4;96///2969600
;Standard_ND#s_H100_v5;y--yx-;;;2024-01-21;;;0;48///1048576
;Standard_ND#is_H100_v5;y--yx-;;;2024-01-21;;;0;96///1048576
standardNDISv5MI300XFamily;Standard_ND#is_MI300X_v5;yy-yx-;2;;2026-08-01;;;2;96//1850
standardNDSH100v5Family;Standard_ND#isr_H100_v5;yy-yx-;2;;2026-08-01;;;20;96//1900/1048576
standardNDISRH200V5Family;Standard_ND#isr_H200_v5;yy-yx-;2;;2026-08-01;;;15;96//1850
standardNDISv5MI300XFamily;Standard_ND#isr_MI300X_v5;yy-yx-;2;;2026-08-01;;;2;96//1850
standardNDISRGB300V6Family;Standard_ND#isr_GB300_v6;yy-ya-;2;;2026-08-01;6.75;;12;128
standardNDISRGB200V6NDRFamily;Standard_ND#isr_NDR_GB200_v6;yy-ya-;2;;2026-08-01;6.75;;5;128
StandardNGADSV620v1Family;Standard_NG#ads_V620_v1;yy-yx-;12;;2026-08-01;2;32768;7;8 16 32////5
StandardNGADSV620v1Family;Standard_NG#adms_V620_v1;yy-yx-;12;;2026-08-01;5.5;32768;5;32
standardNPSFamily;Standard_NP#s;yy-yx-;1;2027-05-31;2026-08-01;16.8;75366.4;7;10
standardNPSFamily;Standard_NP#s;yy-yx-;12;2027-05-31;2026-08-01;16.8;75468.8;7;20 40
standardNVFamily;Standard_NV#;nn-nx-;1;2023-09-06;2024-01-21;;;0;6//56/389120
standardNVPromoFamily;Standard_NV#_Promo;n-----;1;2023-09-06;2024-01-08;;;0;6/~/56/389120 12/~/112/696320
standardNVFamily;Standard_NV#;n--nx-;1;2023-09-06;2024-01-21;;61440;0;12//112/696320 24//224
standardNVPromoFamily;Standard_NV#_Promo;n-----;1;2023-09-06;2023-10-23;;;0;24/~/224
standardNVSv2Family;Standard_NV#s_v2;yy-yx-;12;;2026-08-01;;;18;6//112 12//224 24//448
standardNVSv3Family;Standard_NV#s_v3;yyyyx-;12;2026-09-30;2026-08-01;;;18;12//112/753664 24//224/1509376 48//448/3018752
standardNVSv4Family;Standard_NV#as_v4;yyyyx-;12;2026-09-30;2026-08-01;3.5;22528;22;4 8 16 32
StandardNVadsV710v5Family;Standard_NV#ads_V710_v5;yy-yx-;2;;2026-08-01;4;;5;4 8 12//64 24//128
StandardNVADSA10v5Family;Standard_NV#ads_A10_v5;yyyyx-;12;;2026-08-01;;40960;32;6//55/184320 12//110/368640 18//220 36//440 72//880
StandardNVadsV710v5Family;Standard_NV#adms_V710_v5;yy-yx-;2;;2026-07-20;;;0;28//160
StandardNVADSA10v5Family;Standard_NV#adms_A10_v5;yyyyx-;12;;2026-08-01;;81920;32;36//880
standardPBSFamily;Standard_PB#s;ny-nx-;12;;2026-08-01;;;2;6//112`;
