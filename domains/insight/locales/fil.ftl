# Ang pinapayagang bilangin.
counting-title = Ano ang binibilang
counting-why = Pareho ang takbo ng palengke, pumayag ka man o hindi. Walang binibilang hangga’t hindi mo sinasabi rito, sa device na ito.
counting-refused = Hinihiling ng browser mo na huwag kang sundan ng mga site. Susundin iyon: walang binibilang, anuman ang naka-tsek dito.
counting-analytics = Aling mga pahina ang binubuksan, kabuuan lang
counting-personalisation = Ang tinitingnan ko, para piliin ang ipapakita sa akin
counting-marketing = Kung may silbi ang isinulat sa akin
counting-save = I-save ang pinili
counting-none = Walang papayagan
counting-how = Paano ito binibilang
counting-day = Kung walang account, may pangalan ang device mo na para sa isang araw lang. Sinisira ang susi nito, at bukas walang makapagsasabing narito ka ngayon.
counting-person = Kung may account, may numero kang sapalaran. Isang linya lang ang nag-uugnay nito sa iyo; kapag wala ka nang pinapayagan, wala na ang linyang iyon.
counting-sums = Kabuuan lang ang nakikita ng operator, at walang numerong mas kaunti sa 10 tao.
counting-orders = Ang mga order at pera ay galing sa mga libro, hindi rito.
counting-end = Puwede mo itong baguhin anumang oras. Mula sa susunod na pahina ang bisa.
refusal-unknown_signal = May iniulat ang pahina na hindi binibilang. Walang tinanggap.
refusal-signals_full = Mas marami ang nangyayari kaysa sa mabibilang. Wala kang nawala kundi isang bilang.
refusal-too_many_signals = Hanggang 500 lang sa isang request. Walang tinanggap.
