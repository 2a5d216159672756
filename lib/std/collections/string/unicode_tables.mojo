"""Unicode facts as sorted ranges, generated from the Unicode character database.

A number is written in base 64 with the lowest digit first; digit d is the character 35 + d, or 36 + d from 57 on.
Case ranges are first (4 digits), last (4), difference to the other case plus 2^17 (3), stride (1); the others first
(4) and last (4).
"""

from std.builtin.prims import index_of

comptime TO_UPPER = (
    "X%##X%##J.C$C&##Y&##CcB$[&##b&##CcB$c&##c&##]$C$$'##R'##ccB%T'##T'##;`B$V'##Z'##ccB%^'##+(##ccB%"
    ".(##Z(##ccB%^(##b(##ccB%c(##c(##7_B$#)###)##&&C$&)##()##ccB%+)##+)##ccB$/)##/)##ccB$5)##5)##ccB$"
    "8)##8)##D$C$<)##<)##ccB$=)##=)##F%C$A)##A)##%%C$D)##H)##ccB%K)##K)##ccB$P)##P)##ccB$S)##S)##ccB$"
    "W)##Y)##ccB%])##])##ccB$a)##a)##ccB$c)##c)##[#C$(*##(*##ccB$)*##)*##bcB$+*##+*##ccB$,*##,*##bcB$"
    ".*##.*##ccB$/*##/*##bcB$1*##?*##ccB%@*##@*##TbB$B*##R*##ccB%U*##U*##ccB$V*##V*##bcB$X*##X*##ccB$"
    "]*##B+##ccB%F+##V+##ccB%`+##`+##ccB$c+###,##cKE$%,##%,##ccB$*,##2,##ccB%3,##3,##BKE$4,##4,##?KE$"
    "5,##5,##AKE$6,##6,##Q`B$7,##7,##U`B$9,##:,##V`B$<,##<,##Y`B$>,##>,##X`B$?,##?,##28M$C,##C,##V`B$"
    "D,##D,##.8M$F,##F,##T`B$H,##H,##K7M$I,##I,##'8M$K,##K,##R`B$L,##L,##P`B$M,##M,##'8M$N,##N,##ZJE$"
    "O,##O,##$8M$R,##R,##P`B$T,##T,##aJE$U,##U,##N`B$X,##X,##M`B$a,##a,##JJE$#-###-##I`B$%-##%-##&8M$"
    "&-##&-##I`B$*-##*-##M7M$+-##+-##I`B$,-##,-##_bB$--##.-##J`B$/-##/-##]bB$5-##5-##H`B$@-##@-##87M$"
    "A-##A-##57M$(0##(0##7$C$T0##V0##ccB%Z0##Z0##ccB$_0##a0##%%C$O1##O1##=cB$P1##R1##>cB$T1##$2##CcB$"
    "%2##%2##DcB$&2##.2##CcB$/2##/2###cB$02##12##$cB$32##32##%cB$42##42##*cB$82##82##4cB$92##92##-cB$"
    ":2##:2##[cB$<2##R2##ccB%S2##S2##MbB$T2##T2##SbB$U2##U2##*#C$V2##V2##/bB$X2##X2##CbB$[2##[2##ccB$"
    "_2##_2##ccB$S3##24##CcB$34##B4##SbB$D4##$5##ccB%.5##c5##ccB%%6##16##ccB%26##26##TcB$46##R7##ccB%"
    "D8##)9##3cB$3&$#^&$##RC$a&$#c&$##RC$[2$#a2$#[cB$#U$##U$#5AA$$U$#$U$#6AA$%U$#%U$#?AA$&U$#'U$#AAA$"
    "(U$#(U$#@AA$)U$#)U$#GAA$*U$#*U$#>BA$+U$#+U$#%JK$]X$#]X$#'KK$aX$#aX$#I_C$1Y$#1Y$#[KK$$[$#8^$#ccB%"
    ">^$#>^$#(cB$D^$#c_$#ccB%#`$#*`$#+#C$3`$#8`$#+#C$C`$#J`$#+#C$S`$#Z`$#+#C$#a$#(a$#+#C$4a$#:a$#+#C%"
    "Ca$#Ja$#+#C$Sa$#Ta$#-$C$Ua$#Xa$#9$C$Ya$#Za$#G$C$[a$#]a$##%C$^a$#_a$#S$C$`a$#aa$#b$C$Sb$#Tb$#+#C$"
    "bb$#bb$#>2A$3c$#4c$#+#C$Cc$#Dc$#+#C$Hc$#Hc$#*#C$1(%#1(%#GcB$S(%#c(%#ScB$')%#')%#ccB$36%#L6%#IcB$"
    "SS%#BT%#3cB$DT%#DT%#ccB$HT%#HT%#8:@$IT%#IT%#;:@$KT%#OT%#ccB%VT%#VT%#ccB$YT%#YT%#ccB$$U%#FV%#ccB%"
    "OV%#QV%#ccB%VV%#VV%#ccB$#W%#HW%#C1A$JW%#JW%#C1A$PW%#PW%#C1A$$<-#P<-#ccB%$=-#>=-#ccB%F?-#R?-#ccB%"
    "V?-#R@-#ccB%^@-#`@-#ccB%c@-#*A-#ccB%/A-#/A-#ccB$4A-#6A-#ccB%7A-#7A-#S#C$:A-#LA-#ccB%XA-#&B-#ccB%"
    "+B-#-B-#ccB%4B-#4B-#ccB$:B-#<B-#ccB%YB-#YB-#ccB$6P-#6P-#CTB$SP-#cQ-#SC9$$a2#=a2#CcB$K33#243#;cB$"
    ";63#_63#;cB$:93#D93#<cB$F93#T93#<cB$V93#]93#<cB$_93#`93#<cB$#V3#UV3##cB$#F4#BF4#CcB$C]9#c]9#CcB$"
    "EGA#&HA#AcB$"
)

comptime TO_LOWER = (
    "#&##9&##C#C$;&##A&##C#C$#'##Q'##$#C%U'##Y'##$#C%]'##*(##$#C%-(##Y(##$#C%[(##[(##*bB$](##a(##$#C%"
    "$)##$)##5&C$%)##')##$#C%))##))##1&C$*)##*)##$#C$,)##-)##0&C$.)##.)##$#C$1)##1)##2$C$2)##2)##-&C$"
    "3)##3)##.&C$4)##4)##$#C$6)##6)##0&C$7)##7)##2&C$9)##9)##6&C$:)##:)##4&C$;)##;)##$#C$?)##?)##6&C$"
    "@)##@)##8&C$B)##B)##9&C$C)##G)##$#C%I)##I)##=&C$J)##J)##$#C$L)##L)##=&C$O)##O)##$#C$Q)##Q)##=&C$"
    "R)##R)##$#C$T)##U)##<&C$V)##X)##$#C%Z)##Z)##>&C$[)##[)##$#C$`)##`)##$#C$'*##'*##%#C$(*##(*##$#C$"
    "**##**##%#C$+*##+*##$#C$-*##-*##%#C$.*##>*##$#C%A*##Q*##$#C%T*##T*##%#C$U*##W*##$#C%Y*##Y*##BbB$"
    "Z*##Z*##+cB$[*##A+##$#C%C+##C+##baB$E+##U+##$#C%^+##^+##NKE$_+##_+##$#C$a+##a+##@aB$b+##b+##KKE$"
    "$,##$,##$#C$&,##&,##a`B$',##',##($C$(,##(,##*$C$),##1,##$#C%S0##U0##$#C%Y0##Y0##$#C$c0##c0##W$C$"
    ")1##)1##I#C$+1##-1##H#C$/1##/1###$C$11##21##c#C$41##D1##C#C$F1##N1##C#C$22##22##+#C$;2##Q2##$#C%"
    "W2##W2##'cB$Z2##Z2##$#C$]2##]2##]cB$^2##^2##$#C$a2##c2##baB$#3##23##3$C$33##R3##C#C$C4###5##$#C%"
    "-5##b5##$#C%#6###6##2#C$$6##06##$#C%36##Q7##$#C%T7##98##S#C$C%$#(&$#CTD$*&$#*&$#CTD$0&$#0&$#CTD$"
    "C1$#R2$#3BL$S2$#X2$#+#C$3U$#^U$##4B$aU$#cU$##4B$#[$#7^$#$#C%A^$#A^$#$,A$C^$#b_$#$#C%+`$#2`$#[cB$"
    ";`$#@`$#[cB$K`$#R`$#[cB$[`$#c`$#[cB$+a$#0a$#[cB$<a$#Ba$#[cB%Ka$#Ra$#[cB$+b$#2b$#[cB$;b$#Bb$#[cB$"
    "Kb$#Rb$#[cB$[b$#]b$#[cB$^b$#_b$#YbB$`b$#`b$#ZcB$+c$#.c$#MbB$/c$#/c$#ZcB$;c$#<c$#[cB$=c$#>c$#?bB$"
    "Kc$#Lc$#[cB$Mc$#Nc$#3bB$Oc$#Oc$#]cB$[c$#]c$##bB$^c$#_c$#%bB$`c$#`c$#ZcB$I'%#I'%#F-A$M'%#M'%#$a@$"
    "N'%#N'%#^b@$U'%#U'%#?#C$C(%#R(%#3#C$&)%#&)%#$#C$Y5%#26%#=#C$#S%#RS%#S#C$CT%#CT%#$#C$ET%#ET%#,;@$"
    "FT%#FT%#='B$GT%#GT%#<;@$JT%#NT%#$#C%PT%#PT%#G:@$QT%#QT%#&;@$RT%#RT%#D:@$ST%#ST%#E:@$UT%#UT%#$#C$"
    "XT%#XT%#$#C$bT%#cT%#$:@$#U%#EV%#$#C%NV%#PV%#$#C%UV%#UV%#$#C$#<-#O<-#$#C%#=-#==-#$#C%E?-#Q?-#$#C%"
    "U?-#Q@-#$#C%]@-#_@-#$#C%a@-#a@-#`::$b@-#)A-#$#C%.A-#.A-#$#C$0A-#0A-#;N8$3A-#5A-#$#C%9A-#KA-#$#C%"
    "MA-#MA-#`M8$NA-#NA-#TM8$OA-#OA-#XM8$PA-#PA-#cM8$QA-#QA-#`M8$SA-#SA-#QN8$TA-#TA-#9N8$UA-#UA-#NN8$"
    "VA-#VA-#C1C$WA-#%B-#$#C%'B-#'B-#3cB$(B-#(B-#aM8$)B-#)B-#+::$*B-#,B-#$#C%3B-#3B-#$#C$9B-#;B-#$#C%"
    "XB-#XB-#$#C$D`2#^`2#C#C$#33#J33#K#C$S53#663#K#C$S83#^83#J#C$`83#-93#J#C$/93#593#J#C$793#893#J#C$"
    "#U3#UU3##$C$CE4#cE4#C#C$#]9#B]9#C#C$#GA#DGA#E#C$"
)

comptime EXTEND = (
    "#/##R0##&5##,5##49##a9##c9##c9##$:##%:##':##(:##*:##*:##3;##=;##.<##B<##S<##S<##9>##?>##B>##G>##"
    "J>##K>##M>##P>##4?##4?##S?##-@##IA##SA##NB##VB##aB##aB##9C##<C##>C##FC##HC##JC##LC##PC##<D##>D##"
    ";E##BE##-F##DF##FF##%G##^G##^G##`G##`G##$H##+H##0H##0H##4H##:H##EH##FH##$I##$I##`I##`I##bI##bI##"
    "$J##'J##0J##0J##:J##:J##EJ##FJ##bJ##bJ##$K##%K##`K##`K##$L##%L##*L##+L##.L##0L##4L##4L##SL##TL##"
    "XL##XL##$M##%M##`M##`M##$N##(N##*N##+N##0N##0N##EN##FN##^N##cN##$O##$O##`O##`O##bO##cO##$P##'P##"
    "0P##0P##8P##:P##EP##FP##%Q##%Q##bQ##bQ###R###R##0R##0R##:R##:R###S###S##'S##'S##`S##`S##bS###T##"
    ")T##+T##-T##0T##8T##9T##ET##FT##$U##$U##`U##`U##cU##cU##%V##%V##)V##)V##/V##0V##8V##9V##EV##FV##"
    "#W##$W##_W##`W##bW##bW##$X##'X##0X##0X##:X##:X##EX##FX##$Y##$Y##-Z##-Z##2Z##2Z##5Z##7Z##9Z##9Z##"
    "BZ##BZ##T[##T[##W[##^[##*]##1]##T^##T^##W^##`^##+_##0_##;`##<`##X`##X`##Z`##Z`##]`##]`##Ta##ba##"
    "#b##'b##)b##*b##0b##:b##<b##`b##)c##)c##P#$#S#$#U#$#Z#$#]#$#^#$#a#$#b#$#;$$#<$$#A$$#C$$#T$$#W$$#"
    "%%$#%%$#(%$#)%$#0%$#0%$#@%$#@%$#@0$#B0$#5?$#7?$#U?$#V?$#5@$#6@$#U@$#V@$#WA$#XA$#ZA$#aA$#)B$#)B$#"
    ",B$#6B$#@B$#@B$#.C$#0C$#2C$#2C$#(E$#)E$#LE$#LE$#CG$#EG$#JG$#KG$#UG$#UG$#]G$#_G$#:K$#;K$#>K$#>K$#"
    "9L$#9L$#;L$#AL$#CL$#CL$#EL$#EL$#HL$#OL$#VL$#`L$#cL$#cL$#SM$#1N$##O$#&O$#WO$#^O$#`O$#`O$#%P$#%P$#"
    "NP$#VP$##Q$#$Q$#EQ$#HQ$#KQ$#LQ$#NQ$#PQ$#IR$#IR$#KR$#LR$#PR$#PR$#RR$#TR$#OS$#VS$#YS$#ZS$#3V$#5V$#"
    "7V$#CV$#EV$#KV$#PV$#PV$#WV$#WV$#[V$#]V$##Z$#cZ$#/#%#/#%#3&%#S&%#RV%#TV%#cX%#cX%#CZ%#cZ%#M#&#R#&#"
    "<%&#=%&#R<-#U<-#W<-#a<-#A=-#B=-#S>-#T>-#%C-#%C-#)C-#)C-#.C-#.C-#HC-#IC-#OC-#OC-#'F-#(F-#CF-#TF-#"
    "cF-#cF-#IG-#PG-#*H-#4H-##I-#%I-#VI-#VI-#YI-#]I-#`I-#aI-#HJ-#HJ-#LK-#QK-#TK-#UK-#XK-#YK-#&L-#&L-#"
    "/L-#/L-#`L-#`L-#SM-#SM-#UM-#WM-#ZM-#[M-#bM-#cM-#$N-#$N-#ON-#PN-#YN-#YN-#HR-#HR-#KR-#KR-#PR-#PR-#"
    "AO2#AO2##[2#2[2#C[2#R[2#Ab2#Bb2#a*3#a*3#C.3#C.3#Y03#^03#$K3#&K3#(K3#)K3#/K3#2K3#[K3#^K3#cK3#cK3#"
    "HN3#IN3#GW3#JW3#N^3#O^3#)a3#3a3#%b3#(b3#$#4#$#4#[#4#)$4#S$4#S$4#V$4#W$4#c$4#$%4#V%4#Y%4#]%4#^%4#"
    "%&4#%&4##'4#%'4#J'4#N'4#P'4#W'4#V(4#V(4##)4#$)4#Y)4#b)4#,*4#/*4#2*4#2*4#R+4#T+4#W+4#W+4#Y+4#Z+4#"
    "b+4#b+4#B.4#B.4#F.4#M.4##/4#$/4#_/4#`/4#b/4#b/4##04##04#:04#:04#I04#O04#S04#W04#[34#c34#%44#'44#"
    ")44#)44#A44#A44#S54#S54#V54#[54#^54#^54#a54#a54#c54##64#%64#&64#R94#R94#U94#X94#`94#a94#c94##:4#"
    "?:4#@:4#V;4#^;4#a;4#a;4#c;4##<4#N=4#N=4#P=4#P=4#S=4#X=4#Z=4#Z=4#@?4#B?4#E?4#H?4#J?4#N?4#RC4#ZC4#"
    "]C4#^C4#SG4#SG4#_G4#`G4#bG4#bG4#&H4#&H4#7J4#:J4#=J4#>J4#CJ4#CJ4#$K4#-K4#VK4#[K4#_K4#bK4#*L4#*L4#"
    "4L4#9L4#<L4#>L4#-M4#9M4#;M4#<M4#SS4#YS4#[S4#aS4#cS4#cS4#5U4#JU4#MU4#SU4#UU4#VU4#XU4#YU4#TW4#YW4#"
    "^W4#^W4#`W4#aW4#cW4#(X4#*X4#*X4#3Y4#4Y4#8Y4#8Y4#:Y4#:Y4#V_4#W_4#SN9#WN9#SO9#YO9#2a9#2a9#2b9#5b9#"
    "Gc9#Gc9#@U>#AU>##`?#P`?#S`?#)a?#H(@#H(@#J(@#L(@#Q(@#U(@#_(@#%)@#()@#.)@#M)@#P)@#%,@#',@##K@#YK@#"
    "_K@#OL@#XL@#XL@#'M@#'M@#>M@#BM@#DM@#RM@###A#)#A#+#A#;#A#>#A#D#A#F#A#G#A#I#A#M#A#S'A#Y'A#Q-A#Q-A#"
    "O.A#R.A#3FA#9FA#'HA#-HA#_2B#c2B#C#C&c$C&#'C&R*C&"
)

comptime SPACING_MARK = (
    "&G##&G##_G##_G##bG###H##,H##/H##1H##2H##%I##&I##cI###J##*J##+J##.J##/J##&K##&K##bK###L##&M##&M##"
    "bM###N##,N##,N##.N##/N##%O##&O###P###P##*P##+P##.P##/P##cQ##cQ##$R##%R##)R##+R##-R##/R##$S##&S##"
    "$T##'T##%U##&U##bU##bU###V##$V##&V##'V##*V##+V##-V##.V##%W##&W##cW###X##)X##+X##-X##/X##%Y##&Y##"
    "3Z##4Z##;Z##AZ##UZ##VZ##V[##V[##V^##V^##b`##c`##ca##ca##N#$#O#$#T#$#T#$#[#$#[#$#_#$#`#$#9$$#:$$#"
    "E$$#G$$#J$$#P$$#&%$#'%$#*%$#/%$#2%$#2%$#=%$#?%$#8?$#8?$#W?$#W?$#YA$#YA$#bA$#(B$#*B$#+B$#FG$#IG$#"
    "LG$#NG$#SG$#TG$#VG$#[G$#<K$#=K$#8L$#8L$#:L$#:L$#DL$#DL$#FL$#GL$#PL$#UL$#'O$#'O$#_O$#_O$#aO$#$P$#"
    "&P$#'P$#%Q$#%Q$#DQ$#DQ$#IQ$#JQ$#MQ$#MQ$#JR$#JR$#MR$#OR$#QR$#QR$#UR$#VR$#GS$#NS$#WS$#XS$#DV$#DV$#"
    "ZV$#ZV$#FC-#GC-#JC-#JC-##E-#$E-#WE-#&F-#5H-#6H-#&I-#&I-#WI-#XI-#^I-#_I-#bI-##J-#RK-#SK-#VK-#WK-#"
    "0L-#0L-#_L-#_L-#aL-#aL-#NN-#NN-#QN-#RN-#XN-#XN-#FR-#GR-#IR-#JR-#LR-#MR-#OR-#OR-###4###4#%#4#%#4#"
    "%%4#%%4#S%4#U%4#Z%4#[%4#O'4#O'4#((4#)(4#%)4#%)4#V)4#X)4#c)4##*4#1*4#1*4#O+4#Q+4#U+4#V+4#X+4#X+4#"
    "C.4#E.4#%/4#&/4#c/4#c/4#$04#'04#*04#+04#.04#004#E04#F04#X34#Z34##44#$44#(44#(44#T54#U54#]54#]54#"
    "_54#`54#b54#b54#$64#$64#S94#T94#[94#_94#b94#b94#S;4#U;4#_;4#`;4#b;4#b;4#O=4#O=4#Q=4#R=4#Y=4#Y=4#"
    "C?4#D?4#I?4#I?4#OC4#QC4#[C4#[C4#TG4#XG4#ZG4#[G4#aG4#aG4##H4##H4#%H4#%H4#4J4#6J4#?J4#BJ4#GJ4#GJ4#"
    "]K4#]K4#:L4#;L4#:M4#:M4#RS4#RS4#bS4#bS4#LU4#LU4#TU4#TU4#WU4#WU4#-Y4#1Y4#6Y4#7Y4#9Y4#9Y4#X_4#Y_4#"
    "4a9#*b9#Sc9#Tc9#I(@#I(@#P(@#P(@#"
)

comptime CONTROL = (
    "####B###c$##B%##P%##P%##?;##?;##1C$#1C$#.#%#.#%#1#%#2#%#K#%#Q#%#C$%#G$%#I$%#R$%#c_2#c_2#]c2#_c2#"
    "S36#[36#CU>#FU>#V(@#^(@#$#C&$#C&"
)

comptime PICTOGRAPHIC = (
    "L%##L%##Q%##Q%##`#%#`#%#,$%#,$%#E'%#E'%#]'%#]'%#7)%#<)%#L)%#M)%#=/%#>/%#K/%#K/%#+1%#+1%#22%#22%#"
    "L2%#V2%#[2%#^2%#%6%#%6%#M9%#N9%#Y9%#Y9%##:%##:%#_:%#b:%##;%#(;%#*;%#5;%#7;%#(=%#3=%#(?%#+?%#5?%#"
    "7?%#7?%#9?%#9?%#@?%#@?%#D?%#D?%#K?%#K?%#V?%#W?%#'@%#'@%#*@%#*@%#/@%#/@%#1@%#1@%#6@%#8@%#:@%#:@%#"
    "F@%#J@%#8A%#:A%#DA%#DA%#SA%#SA%#cA%#cA%#WG%#XG%#(O%#*O%#>O%#?O%#3P%#3P%#8P%#8P%#S#&#S#&#a#&#a#&#"
    ":-&#:-&#<-&#<-&###B#c&B#0'B#2'B#R'B#R'B#O(B#T(B#b(B#c(B#1)B#1)B#4)B#=)B#P)B#H*B#$+B#2+B#=+B#=+B#"
    "R+B#R+B#U+B#^+B#`+B#c+B#,,B#^2B##3B#a7B#)8B#2<B##=B#c>B#W@B#c@B#8BB#cBB#/CB#2CB#+DB#2DB#=DB#BDB#"
    "+EB#2EB#QEB#cFB#/GB#^GB#`GB#(HB#*HB#cNB##SB#acB#"
)


def table_number(table: StaticString, at: Int, digits: Int) -> Int:
    """The number of `digits` digits at byte `at`."""
    var value = 0
    for i in range(digits):
        var d = Int(table._byte(at + i)) - 35
        if d > 57:
            d -= 1
        value |= d << (6 * i)
    return value


def find_range(table: StaticString, entry_size: Int, code: Int) -> Int:
    """The byte at which the range containing `code` is written, or -1."""
    var low = 0
    var high = table.byte_length() // entry_size
    while low < high:
        var middle = (low + high) // 2
        if table_number(table, middle * entry_size, 4) > code:
            high = middle
        else:
            low = middle + 1
    if low == 0:
        return -1
    var at = (low - 1) * entry_size
    if table_number(table, at + 4, 4) < code:
        return -1
    return at
