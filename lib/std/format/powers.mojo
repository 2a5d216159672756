"""Powers of ten to 126 bits, for printing floats."""

from std.builtin.prims import index_of

comptime POWER_MIN = -324
comptime POWER_MAX = 292

comptime _DIGITS_PER_POWER = 21

# Entry k holds floor(10^-k * 2^-r) + 1 with r such that the value has exactly 126 bits, written in base 64 with
# the lowest digit first. Digit d is the character 35 + d, or 36 + d from 57 on, which leaves out the backslash.
comptime _TABLE = (
    "X)0K=%.^$OH^)F6NG>JDJQ:_<Z&[L?),'.[[A*O;2cUBR7O?)_9[CY+CP;O,^HUXcH3SFN85C0(*#b)a^7AK4I40#&94KI:Z[/.B-R3;C"
    "$-?+0N,%=:cb=DNb&HJVV$+S)GE7>Q5/c_0,U?MB?L06VNL>3`T>FU`:*KSQc,D_4()L5=CLB('Q/U<J:/&X,>Z'7XDV^UMLTF1Q5],?M"
    "Q8O3&41L+2E7$&UT>*_`DSECJN$-X0;3*%[??O;N7Y<XIB`=Q@T]<B16-a,^8@NDZNc,Rb-$_*<;2+GDQ'TEX;]HLbaZ$[cWV.0C%G*KZ"
    "Z67A7HTOWO/Z29:V1&)CO6YLbLMJS&:a[c']X.?AIFMF?:Y@c#);81ID19]]Fa[8LFBNGcV'CZT4$U47Q?GP47Lc8@/&Z/]JW0>$@.-@G"
    ">CKU`QCNT*XcC`4%+B&8^RI6XFH#9$6ZcV91K];?MQVN2'&A#[02O/&B.C7^,8HAOU)[`V/9;C*(;5#7@LQ_T9XN]FLS4CV5ZO1#3G*UR"
    "K[@,Q?701#Y>Bab/VLB1Ic#FX,DP_,0FO;ET7[%<-aV#?'_#bED-?S6KJ3CXC_SXV`L8=b>WQ,0Y]50#A0,J8]^2`YF]6T%8S2A+0F8Kb"
    "M^_c`N?7Y0%'0Ib]SXM)U+E,VS`93[:>YS4HD0A8(KP$QXVF(0C]8[VJMJ:.4'C_X`8]5RDVK`IOc3//5K6V9AaZPKUJ2^95aU#a`W]%L"
    "NbaBT6XB/+B>:%JaF@DXC(T`c>O_UCVT[.MT8)`>EWA=acR9,2=?$*FQJ'(S`$M;+T/VN^;_,$OXb5@M<aJDI#X^4]@$BL16`-N_&L+VX"
    "50Z_J^:W;7H%a_+9YCC%NK-O`B+63^LM>-FP4[VI>Ec3C*V#(=3Y@B@N8?#6T(Z<=V52=MDV4bH:`M9#?J'O_D2%<_DW%>.NBF8(0FB3F"
    "@LH&K[2*AA((<5R_7[;=[bPZ%CC<BbTM@^$<,Z]6+PUGOK<#QUbJ+bD$77BDL)GY^CJ%J,4T/W,&?)^b>%T]4E0]1B7J=a?D%SAQ;9K0Q"
    "$X-7UH&]Q-:W1V.HCN)bGKD'P&9B1b@.^-()8J(T,_*1@-Y'<;..,+R@AM54J7R(;:+[&7CR8*CU:;+%$]YH`/UV<]OV;`b/ZUVVL$KG`"
    "aF1Y*Da%*a.:BX2Y*16@S-&U4)W-2B-F5/4IA]G%TI&(3LF)A.H@N@C>Sa>DM$bY3VP2(;`3TEGVEV:9WQJTN#LG/'CF0W>3LK2)(@HOJ"
    "($K^C6V[+PB0X0/a7__Cc@=)E0L%**G/T@T,G@R`VUG_4>G^1B5&-W:W*3TUFLK@`JE&EHU1?QLOYBI=X2DCEP/'OL8Z-PS%D:<-'Rc$W"
    "1TFY`^M5E-=X#)D_?UcJL;J?[F8EK18_@0N0,:K/6D=H^VBE3J-8(F8[8KbI^4XQM_2I>#]Q@ZKZ]Z]bN_JMH+9IA`<^.b(*)_BDH,9)E"
    "+W,-GP?@],Fb`'VK82SFYPL7_?GS-DD%US32^MU<LNG7@RSYI+W=K$J#<__1Q^E)78U=GG=64=2.WWNOGFZZ(3'X_L&E2WDc+3M`9@?OO"
    "'#@M`*YWULWUCIQF(T9SF6V7M^c`^M274$G-]+K:0]L%ZD+VS+Rc?J=YQPC))TPQ>51PXV6cUS58[.bIN4JG`(Z9+,))U'1480)a:B2H^"
    "aZ[N)7N4>@b#4GA-6/<ZQG]69(3`=R-H0JYbD%aCBHPXBS_/P'c@_+H-b2Z71c_aM/09-G3c:`6ZQT/O3;cR.RF-[DYIUO9Y(c=a`I)<I"
    "ZT5Z<La-'Q--9.N+_::>a]JK5Q^-RLT_7NEECE](,T7)^1;8EU*19MEK>#%Q'7JPFY:#R&'I9S&4J5=Y`P]b-YA]<U2&[AV2J5XDNSG7U"
    "+[.DD><26U%V(%41,=@3K*C,W=`PUX$22A1JbCQ-0CGIX]MC,4,YG.aF.G$GZDV3(AD80D=*[&9:YEY=Y51L0';WM-WQ56Y']4%5ENKbC"
    "8CIC'4CGZAS*K?3&M($TW'0(=3JI&)c<]OFVX74J0M@-'+0ON2NHD*:L2A@J5TD7M)#8CBc4`KHb1/a_.'%Y&8(#'0</>FPZb.SaR`?1N"
    "?MM<YSP9R%b5U`/bc9-HE*Z@2-1,T.4F4@7Q9IT&8Z5BTUDbC=,WX=:3;((1Y3OXHJKWbVQ^?4EBV]@MT4=F+9c#DG]-4QK&/B?,ZX%M["
    "6NU#WY^_#HC?9c,D5AX7PLEK#35E,J@#-(<Q0XTM3G1'W0VYYKb+JLQ$:`D?'$^HY?TXN[6HP(Q.1BF$-@=QNNS=49P?Z-AbEb;?W7:+H"
    "@BJZ>S_P;4SS'G$**Q.=_;/]59#FT6W<0MLJ(OTRDR6SPKAVKJ?&_a7DOZ`=<$I40,$T[=cC([R7XCc^Z>X`1G^#W6EcVM]cY@0<E]RMS"
    "HYQ#3Y$IL+Q/BT-7K*V_ID-b0V9L,?J97;%A60/[5b>+;bK[P*S5(@6KT%T,CXTE66;^).)#2'G2CW>=DIZJ@5(=@T4S<b]OHVCO3%GUc"
    "b$4_a01#_T7-A?0aI1&%VH$W8b:.#`J3+;S-G(UXWK@W?4;),#SOV]OI+34>4MC8^^>#:>V/DB?D:JI>[>3WZD89#OE2-WU9W5ONR)FVL"
    "614[<9XUDY>(@X,9<(??DAS10YF+A?-)RD8L9X_OCXTI;:N?Cb,8NHWM^AZRSVM$BCBRFVb*',A3E+c(VV2EKT#/c(O:I)K9=3JbR4]UY"
    "PJ#SH4FOA[ONQI5H<$DXNGOV/AWX9H6-9H[1'Q=='F)7O*a6,bQ(M98JG6FZ&*[OL9]S?*;UZ7(4O&YX5Y[OS*57=a(C>]&4J9L4AX4^F"
    "cHY)M+FI(2)K.GK%-R2@]/NN[7PXA'/[ORL6X7cUaPa+9P3G'cL,CaU*Y@@c>TG_J98W)7.&LI8A/SR+cBX^`B[@&BY82*54;S<<PH<'R"
    "-V).LHN'<B1W]<D*TZ^LHY4T4KE57>Ha]%&2cWUZ2`[J=$P>KY8'b*22c;MKO/S6)EJaE6(NYG];c;^DCSFI5a?U8A58N-QXJ;1M?==Oa"
    "XaF>4;KME+;4)^TDSQQ9TMGLR=6C+%^O=ND$>#cbAJ372/450JY?DZN%?A0...c#@c`#Xa[Aa0]R>9;GEEEU0:/:=MGP;GTP/9[]L>K>K"
    "b[,OQQ&b)@W:a'P7QR)9CRW2C:GB9b7^U_*+DSU-SVI3IIB&INb&8%F]O00%R<L(=NNcX'9HL@>%QS::>U*D_?(]H,Q,E%,B@9WU.5McW"
    "8-4*N*;D1XCU-(@XR$8<M4+W(`56Wb3=K+'GZc=M^D%=6,C4(^->3=J)CUcZ&4Y>Q%DIJMD8RIQ5(#%VO?=N9;X#5]QJZH[b1'#KXFSQE"
    "RV_=Y1bHUR0b:CI<RB=GZV29EN;.N><TTOIN*<<+@O%V4KR6`+97WJSNRB^P)GF&[%=c(^J9P6<JBcH@,T][&CX7/ND]A:L^(IcZ-D=DP"
    "2VM3S8$Q;O^Q'[UO+WQ=G;[M=#9X`0^@T^/A7W]-4^^]_QI4':b7b0EaG&@D8JQDD,cAWL(H@..K:M2:WM5H222;b6LEQ85[<cYH.^MM_"
    "c;cOb27XbM1CDcN'9__QR<^Habc?Z.R.#1<9@AR`.I>@,`:IDHOb(0F>aQS;7)aR-D9)(14abZSXE:UV63[ScQ0((';J-cB0AX5K?LI)J"
    "c:`DQ]/U@.V+a_MVPK-GbUO91H7-KGRX6:9E?T68&U?aA.'MQ]YUZ2OA>S=LM%KF:UEY7H75%6I9HRI+D+%C'/MZS*E^YY'-G+/T0K03V"
    "M,+)JO$E(B@QL6F=T]-#LR*CA5a=14caT*YXQ=D8VC-<VS38Aa$U`2<F`-4%`AW+7?0=ZT->1-VP%-R0K,cLPL9GQ51EE.+?T>QHG)QHD"
    "Q%T6:'-@M(0CX5-,7:FRXHK0Y(@QaD'GIZ>_CY(LcMN6T4A-HG$MLNB,,JN'7<E@BK2a&8*?YX(<%XT(D)%ZGc]Ua2Z(SA4A^$'>4JN$O"
    "'IDX:I5AI;WTQW?EJ5,1FB92Rc9Z9-W6L:7D@U@K9[c4//I(]NQL?*)@J:KG6(P/>F9NZC,U*-]'GBO)M2'G^45:(<$?&IY$_OHP-3/P]"
    "E$X(4*$S%[A$`F'bQ<F-Q1$'N0O0V>)c0FL&;U*L_GS16NE6`4]FbRA%]/McW(_J;2`1L917Ybcb$7-+I@4R])<FH^A.3[.V;1&86N:WH"
    "JG15R@T[<#6[=a4_A[HC`O&U$<T=P7#?6E:1`.P'=S:L$>^0E:@V`X$)H99:@QI-%L4M`LH+B79L,+GS.EaaR$7$8a*ACUY47D)309>GT"
    "c=Y0ZaBb<K[JY0(#T4`LJbZF`TR/:YV0I-9+#K2P?cUO?SWc9BN?T48N)#C/GSUKSFV&V[HRFJW@RN<IFYIKC#&Y22^ZU2]Y:/9DN2(BC"
    "<=A9<;3I'I>Tc)a1BcDbV+8;[P)0[Y'9WcNa./<1HLP@6CTNaO[&[L/FG,SPb3D*,B#?OEDJO<L^4*?VE:1X)7c<9S>W5a^P_J5F2%)HM"
    "[?c*(093%T+.9)%LcW''EI7U/++aI&KJAFSL$<Q*CY(M1-C)G(YOB;?#_=^TBINAQ.+#5&AAaU)a<E8+><[E`FBV<YA9-R'b7Y&`IAXVZ"
    "9YU%_4UA_;@b&(&S[b@LOOAX>E$X.,*Tb2ZK<P;bPF5G8]&?QB>.K:I.1?8WF,]?&A*&SbUER]5[Eb`@&&QP9?b(?I;%2<DX]>;-.LXGG"
    "S6-F):J3.X>E?]V&(X8D^I?_KN(]IEM`$-DL?M@4WQ(-,*94*BK_91_#QF_-$@H+3Kb`1HbV(.-(>9O(N1__CI)US;Zb2AEQ@EN94R.`R"
    "VA[WV6O;Ib$U:KRN=cE9IBG0QBO6WF-&3<0/]@H4:aI&bG/a%@L_K<*T,7b@W(TA?b&-GXS^EP*]#_?..@4J,*:)3CEWM'`H11N75[DXb"
    "_[[4V<K&R&S'UT8@>614U,**>2Q)Y;L<@11A:`XT0KQ(O8/;([67D:;.;O9A$.CER]8PI+#6P>UVNIC:a>AV2<D4G[)#?:,X29(=O-F.L"
    "cCJJY)BI,]P@<NMDF+?`CH$//GGbF%XREXNM%O0CPW'1F9&M.&%'V>'F+%S:V-MLTXA2_E%KLXRYK6>IO%RD%LR:UA4Z/?Rca=B[F^@bX"
    "%7<]$c0OS,<<b_H6YQG.N1&D*>UG90QP^T`Z%(cYEESA1c'Z^S_,,4Y^cMDb:4ZV.HU3B8=,_C=N+V+1H]0OL`3XVHZD*`VQEC%*;Z^:F"
    "XPWQB`;LH)6TM0ZGI;4I[4bY.IFP^MNX0EG5MN6W4PWT[R4L:8E`MG1@KQR231G)Y=<?KU_YC47:+J-</0a]5N+DF6XR[V=&]][QP9::Q"
    ">R6J2LM/^2E2*_6U:(](H[.]b;KM^L/@Ub'6@/E19_)F^.*P_Q7aS1U32GF1HAROXQ`[SR;@:=H1=c??;ZbHBR:711<W_.M+G&c**J;T`"
    "cHOYTTPYR`7PL2cB5BCJS/NF[JW:(VF@:D//V1/0]IPAB=<*I+[5R;XC6[-PQ1bbbH_P5N66%<PM#Y]_S.UTHH4,.%,YX$7G+=AD,J`WJ"
    "Q82X43>F`%CC=&:%?.7QcH'<ZJIE2a>IVQ%O1FRLbU'MP5)5XUaRA?HK,UXU*UKMDGKA1'2bcb,4P*K'2)KC?2*WaF6.ac:Y$Ec/7.a/W"
    "-<BY:Y%,G<)(>1<-3`SSL8*<[BNKPL*('`TPQ<F0=DD;>0I($,LUD)CLR-L[+@X$^8GA'WC^11(#QcQP6^SM$+NYbLL#EHb3VG/c-YD0E"
    "$#(T:YX0&`SWA7*H4S2RY$#'WBN'.?9=@H&]3$0IUN$#3&VE3R,(8GZ%7=Ja'%F$##5NZ#U%8_)/A)M;R7&[$##KEO#KK@R[`GNDCcYXO"
    "$##CKF#CCGc):MRJVU[ZF$###W(W/JPHTT&</OZ=<]$###3AYF5TZ=$&7S,)R^P$####HN?K=]_02&0Q4cQG$####+O^V@XB,HNDF2HT^"
    "$####C98Y:'V^3,1Lc3$R$#####5'(632E07.7<=JH$#####3PDA#UY+PN)%Z.`$######TJ.0>(*G`A1B,S$######WB`S8'OLFH./DI"
    "$######C/*>`)C2O8B6Ka$#######-O8S[/<F'<?6T$#######+SZ<PSP%MP9?J$########0<L+$9'3`a)c$########G^P6J43V,.BU"
    "$########38b%]=VX*`;K$#########4;%7E2A]`6C$#########KV&C3c,2QOV$#########C?L<#<QHb9L$##########-D7#7;4H(D"
    "$##########3KPVOV>+`W$###########P:LS29C9M$###########GO^I/[<[D$###########C^@TPI?0Y$############ET=TNF:N"
    "$############KJ+$F?OE$#############<J1NPCZ$#############7O.`-=O$#############3SR,RDF$##############=/LbX["
    "$##############+aC;AP$##############C-J6;G$###############'H50^$###############3Z1GQ$################].3H"
    "$################KOI_$################CSNR$#################=,I$#################3%a$##################XS"
    "$##################'J$##################Cb$###################U$###################K$###################C"
    "W/V/V/V/V/V/V/V/V/V/VLSXF%:2-?aKSXF%:2-?aK_I'&%OUD9GPVZ2X[HQ,TCNG^'36'YS6R5<<+19:?>W8@+Z/?&[V2/%D*PT4O9`L"
    "'T)OS,L]2I9>=Oa=$aAFD7>G)$Y$L/aSN3^8AX7bNX3`LN0NWCSaVRVD4;'ZT`M0S7,b+M#=T?<LW=63B$:E*0DK913W?X^>XPZNVb>bY"
    "6:J6(HIYFZ_RMGO`%cRbNX(]%4ZA[2]R/E3a9%/V.FRR$N$U:=<K/D&WQG36[5[I/1RJ$6+D6a#Y?H30?6%P(-;c5$?6J2G0NSMVa`X$G"
    "PLI;AK]N./P8[04OR79L]T*5Pb]^RR,G'PG=F/MA*QWB1G;Q+Vc^?3:@+LFQ.]G^US)WFJA/N7=;8=>B-]$_EXVNL?O.a+MQ)4+,<+71R"
    "$AL`^9SRa6_bA=6*7CYTH2FXP'.=/,6(..ZN.C#G?`H%AT&`7SPX@EE59,#=Y9S4XGJ?9MIG'.X1X47V7[NI%E7cCaYaC^'8TQ2PN*=]a"
    "K$MU#bNG08M@J;<:,)+DTCW7XVG,M:ZDGBC*]P46JJ#7D+)QXLU.YCU#/K`XA;c0&$^';4Q>,[V1=96aZ.PUG%W7M]0;,D)&c7[XaB,GK"
    "Y1&ZD7bO^#52c&P'.V^?Ca-(;LPFDZJL.H]77NA'_VG8ZO^-Y=OO*9Z^&@R.@EL34OS__'R9a5N5ELaH`S1D=K6W5)_G:8A[@32`RPW-X"
    "_]%@X4R3]@.PGVH9IG3EM9QKa@$<07b8:@?4((MV$E,-$,FXW_]99H+*28_?B?Y*+WC%A@,_NAZ)OHMEaHFN)CYV1.T^+F;O[`M_1T'YE"
    "FIa5TA>'>N0^0Q']:K*SZXAGX0UE&`8TDTT&7)PBIO4UYMG1%Y`Z01$>LLA-INF>3TZPaL,Q/9S1NK%T3S(],0WBT:Q*;a'0U8P>=0#NP"
    "_SL/$6;]O-ZS$N-9+T<EGMW%D>A#2QMb=?AZ,=>?@^8@X#9;#/;8H8Sb(_7`,TQN-4=A6#S]@ZMI;AE@FD=H4'XYF(=I29UZa#:M852Z_"
    "03ZN?'+(IA>]:=5+A>c[R.#]RF&CM4HR^B_$PTEc6INI$V5BI@28c@<5Y7?'/6aE[=%2/(bHMUG*X4M93F%T>C8KH9ZG48X&)'>_AVX1J"
    "(J80`S.QXQ_5F)[NG(9TbA54G9=,;4URK%569@'[0UU1WLNQ^O=><P>1?N-@).KX.3QR.EaQE*TRb`88:[+C7]<SU53RGZ;>/T798H#>V"
    "YP7#2%0/MBPEF=@NMMV+LOG3#/Ka`7<GK28GR_Q2^CO^#=)0`*_1^#<+^;OGcLW-E0_4:F]+c7=^]7^,Mc*M_W-`J5?7^;MQQ7MQ7_UOD"
    "'_M)V@CP&>@:G*M-D[Z^X3R+52b<G?E:OY5_Q0PO+N#<P$<._LF>O9(2`.bSFCE=1E2>((&][6G+;C],>O0Z8;>/`@MXCP?&^OI*_+a-O"
    "'PEF9bD'J:aX7-5]+*G8FPDZ[SFLPTH+F7@&%>.CE[a=OC0Y^-1AC%M-L$`8V1PT+aI:N+RTTI>Q_CW`ZX.G%1+./5WT%Y-OS51*Q/9]]"
    ">bO8F131%[_`IKb[GS47Q,HaM%U<.K]RS[)UC@#>&H>_+NML25#L/$1b?W+J45_,,*`Q*I1#7a#;.:3^[=>R*7B9UBA;V?:=),OIQC8`H"
    "T]bF3<-J[^.MS$P-GJ8P`>DHLVPQ(^_RD#>-EY54GSR='Q2bbMD,VJV+8>[>JYI.4^`HFT'LX4<BWD[VBH-bR0+:A?W&7417/@$^2IZQT"
    "V:6B.aL?Y0;&aS=Q/[5UJNcA;5+&DaEVND$AaPI'McRc.P1C%W-2L`=WG:bA3_UcU`S.#%3EUPF83MB.c<RKVKS#FI$#X1b%AVD/,/_HC"
    "MJ=W'G%#+b,N,B?^$PA,W8]QY&3X/6._+QHF_JabPLZP;(&#4-?R8^G'YE]-c:D;,$R4VWY].,M7*SZK'H<X*D=UJ%ZN79*+M5VBP&'QM"
    ")WQ1)%O`Y4O]7XXca%3.E`O:GFYO^:L6?D+9<9AINYaFOY%5-E]P2S=CA*(HNRN:Y9(2>_W^:<V_<;O@MRcEb9T_GN[*A<XNBL#*,ZHcZ"
    "cN=,ZEC]G*49<70B^[ZUO/F+D5%=7MB=N^L-/8^BXF)(W$'MLC3/ZNM?Z]D3I8]5Z?$3_^IV,O`QFBD$=NZPK5-$#,R[%_`9U2<W=QEOG"
    "/'M1VWT=4N7bYU1^MSMP^FY7H%ZJ+$,MbNK;__I+bQ?[&4X[BC=^7H,^),F(^GH7=]WQJ/J@@D+?&.KAEY*`YD*Z.)-O:GJ6F2R]b$5)S"
    "51][R4_`53]%Lc;DH$KAIY9KWcXAD40XZWH$2RX/Ga(B6@<AHJJ-'6M'1c;4-3T'/L-D.4]58&?_YGUCJQ<J]O1'X[$%N_A)BT*'1cS%c"
    "QS.3Z61>E`.(/$6&;cV>UbI`/O?.`$-FM,WK%Cc29K;5aF9a8F$+?+QLCK</V4C0M_B-E,52V]V,L==2^4LV.+9I_W^WH%_2QP_Dc717L"
    "R]'(9M+ZZ1R/;TRWU3;&DT%_7F3WTc-H*0%I*AWI[WW>E@2031I8Z5:>AOTYN6M@,X-<:VT44OK5`T9$B,YDQKQZ$cA??K6W@CL:XGX,Y"
    "U6HOW;U9S)YLGV^5'ZM7N>LMF3^$BVN4Q&Y_>&O+ME[>Z(WY2.BO%-]`5)B)$@ZP`(NL[c+/a1_Ca>NHN0:OTF4R*^c6F-c+J:9`MR:BF"
    ">OXbHYcB[3;1;c9P'</U[R94U'5I<C0C.CcN-MP9>P/5W$ZW4DV-#9VU`QDG[8G)@C?b^%%OZ<9(A7bXC=,^(GV9;EXW`5QAZG&H4=+DQ"
    "[??(P14MSKbb(Z%'1+P0H/QC8_a$M=Wa:9.A)SIQE_,;04`:1_QY:)(,;[/5HKR+C:J9)HEH[BN@^O):>Z)Ic/cbSFQ@E=<5`&_aG[.b`"
    "<-/cV2HG>+D>FL8b&^RTS7+SHL/'MR)WE2D'HLD<$JPV<`K^]?caOZ;KPD%LX>bT2Q9^Q7-<bFOC6TJ>^M`T0IbA_.MQPb2aI2WB`D8aJ"
    "8Sa:5)@:`acDTH6<^2R_cNIG]$(GBFT/>WZ%D_c;,VRN&QW3&I2$:RYBX#9IP^KcE?bYVX'I=5/5IZV'(bQCU'7-.)9D9Z&^LFUB7_`:W"
    "%Z?_+['$5O?Q7L><3`F]L1Ba8^O3J$a9;@*97#a2DDSb_R&_0H%+.=8U,^ID<KX=H,V2RGM>)`7'X*+BW^]MDZ^K//M_EN,ZL@]OH&R7E"
    "2cMWP)@B4B2;LEX*,OT^Yc;E3bA-<WHcO^14)7FW_Nc6KVT;+73A/:8U0[?2@,F/60O2$J)=SC.E3,0Q;+2[92G9<J(5_<0,KVPaGC6cO"
    "NULN^(A1`*TP]%.b&=?cF(4L5'F9-P/KR%N4SOLCH]4J^132(8:aOc1RJIS*='Q1O_.#<Z3O-:<UHONVBQYG,P5)0>HW)4;X&9*](Iaa^"
    "^S>Na+4@(W]@L4OP'[-.RR#FR:^#TML7bPJ9T&C8RHT=AUU&>14?*-FcS>O<E;`$Rb$2Y+H=FBQXU#FF7K6SW;H$/[6ZQ%I.AXVK2@6LI"
    "CW_K]<]b-4F5S+)1/85Xa#M`6DD*c_#L>V6NT,'X@T#+-&$1];9=^E2Y8$_?MGJ<IY4>9KWF3M'/aEK4Q37c+(51`4C3YIQ&Sa>CWTVLU"
    "CM$H91#=N[b%#.FVYJ?DK08$'5;V7`)c>I82L[BS=CQQ>)305DCTTOS8H>J/JZVH;,(#T$$=WJSVZ@`(-OBL@C*'#WJ0_LOV2).aZ7F/D"
    "+JH)#C/`4YP5<S4+V*5*X7B'5V/a`JAT>*01C%6>BMYH&K%::-6HJ`(Gb/XKEcD9,O<ZG;@N_;*F)GD_=Z;Y57F7O3P-,9^(?[?WE8OCN"
    "%@2@F#T_CA_Z`]F&24SVEY7UQ[#KB$G(V*&6Bb$=OZ4M1U6=)IJLZKOXKUbJDFOKQ.K?_4NB7]6aMCK;)1LFH-]<*BLNUCKO_Z0J=a`$]"
    "48*_(/D`1=CSROG58GaJPW@BE4F=S;_<#VF3X@&bBG6,c&?[3=WN?0NB=+95F<^&DU?9C0+@,-T8<+P4K%QQL0XFNI:6:7_#N^]SJ)%;H"
    "1`DO(TH[b)51NM?$I-3V_;F$-A=4P;5>.`QFJ48VXR6?W7.8Wa)X8``.Y5$4?4I5PC7(8PRGQR6QO94XW)2aK-=3''TcYbU2;aAJM35cS"
    "P_7#@Y#V[.2I)T;O_I1/JDBD#+:$[=]T9:>W6OG-PbWU=#C5WO+D$BBRY2S&E-UMK+0V13-^#1cHcA<V2>+KQ6PaK;VDQ#;cZU;7?<R)C"
    "FB+,>J[%GJ<H<4$*^>H:V&I6*`(^>Y5DZ^0W[79')L?A?B9AQ`4%$)RGY6MA&[CBa6USFaP?3>9.D-)M-BIW#b2K#&b:a<RAR08ND+/(M"
    "IT/C#?bB:QU.<T@RJ6FMDF%QI06-V;a@O1%9UU(5ZXY1.5TXD%*TGF;>A>XZW(N5U8>J'>K(W&Y),HRMO3AEL&9(cCA0`OB9T$8c@*$-Z"
    "P2NMH0H:FaUAJW3/.]#+O;<R_M:Z5?GX.]YV,`C06FIK;O'<H'^6RB>TB?61RA[N6P9@^@3_2/IR=<S%HU.P,YaA:+.0`c`'I+DV>M>,G"
    "W,9b.=NQ)V7Q,W$OB@BX]3Q4;9_8H[K3;DYJ,I:/4QJb=6[8AZ)*=6WA]^')a#H.G4509a.bGYN6TK'_`71_8&1K-[aRT3(F?JC3RS3;R"
    "4?bO_OG<$JMX9OVIUVV]HK6-_(_PX>b3`-^(b3]5L`^%8R'`:49;=F8_ZG07%DS+2ZH3F]0[]D24`B@GY$WI<.H`#529#&&/X)V+*G?)b"
    "*,'-J$<NIXK,'B%*OLFNTOPLD5$7`A'*QLH>5F7LRJ7`XX3XO6b6.S%,O3(7XHc&aZZV@a%HLEIKP,=Z?ZZU?-6)&.TK@7XACG7_(:OOK"
    ":+?NX+W6TY@HVYY8A5SFC-=65`=6]1TR+O:TRF@#)W++L1S+L^.Wc)SBJ/Y-0NLC)7HIC^Q`?<5Vc(-[_S8D=-C+G=MG*_>@[U`?VB$9X"
    "D_/PL_D3]+F:CXFaXc0NM$9-G7,>#DPX5#AL:A<b+EK,M)7X4=1RE'=9%<a>aJY*QD[?ZJQb;XY7[$7G,TON]GW):OO.UCZN3C$33D=aE"
    "J7*bGC*]LJHO=#?IV1Z_Z)M5.ZIB^*)AS_<9[%c[RO(+%,O[UQO4.09QA6%/*VF*#@1CJ'bP%5+a9G(M]T4]BIaT<O&;b1>6:534_^JWP"
    "VAG$_,YOb.`X(X<JE8)MG[-*?AL9D:)P`EQ2U@ESL^)R(SbPN=OA--2H/KG>#_Q[;4V..98S.8_;Z96@`<EHVJKNBN980]D[J;TN_6Y&`"
    "&6PRc8(4G^J6)^09,&(&S?%TcU'4JYQO2[7b'D%'?I6M$I4D1H-bPUI7a*K@)CaXDW'1Wb38..%B3G]O:[/TNWY&;&cV@R8>UIY^FO):J"
    "N^-)#BbB`.,5M::4)7Gbb,E8N<Ubc,F^WDO5W4&@;UD14`^$cc*?+ZJFKYJ%G6KJ.W,RW;I]`][B?C[BKL2CG5C?.DWF%_21IP#WcVXHV"
    "@KIFR0@L>E<.[-=Yc2A4LT)5Lc-G*9K*,C8_4I<.$D$b?KU'PH90/KI8(&-?(XW1.:CK3:4(T,C[MMX7FZ3MHE5#^I5W@=DI6E+A@2]VD"
    "DM@#3b3PR3%G5@=F8U1)YWQ:##H0G/=>Y1G_XM1U4N@HOI<M:&-+,(c?`Z_bWJED8*TX&<(3#XDb**VBT7<ZKZ(WZ2*4V<MWbB52IJ37O"
    "]5AYB<B=2QQ&cc$<NB#@F?4aF/2U3U9GBbc2>(<=Q[FJ-&-/K#XNYUbcc+4*8;PLB+?Q,C#'F[>H<IP0O@6G>cV]F2#WO4JO+?a+,PE(^"
    "8/&_2<V?a=BS6F:^C-%AQN92R/7?aa_HV2?OQ#E1.HN-UbP)^_RO`[U)*T=YSA_88>HTND,VFSCXN(W_4=HRNMEZ=,1D%&=0494&F$8'I"
    "'4'/AX,X3NL+X9XAA%+^`3JY`GZ*'JE7P@(4Ub$CQS0ONS3]BY[1@:TM0K;1VbI+P5W=K/:$.8U>',0WFN:b)GKY_]9BJ8Z$F&7:&&9]T"
    "OL6(FD(<OZ(>%Y?B22N^JB2O_'?E1^H`'Z`^.cTAZc"
)


def power_of_ten(k: Int) -> Tuple[UInt64, UInt64]:
    """The upper and the lower 63 bits of entry `k`."""
    var text = StaticString(_TABLE).unsafe_ptr().unsafe_offset((k - POWER_MIN) * _DIGITS_PER_POWER)
    var low: UInt64 = 0
    var high: UInt64 = 0
    for i in range(10):
        low |= _digit(text[unsafe_offset=i]) << UInt64(6 * i)
    var middle = _digit(text[unsafe_offset=10])
    low |= (middle & 7) << 60
    high = middle >> 3
    for i in range(10):
        high |= _digit(text[unsafe_offset=11 + i]) << UInt64(6 * i + 3)
    return (high, low)


@always_inline
def _digit(character: UInt8) -> UInt64:
    var d = UInt64(character) - 35
    return d - 1 if character > 92 else d
