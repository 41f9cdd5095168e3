"""What readers say under the stories in Turkish and Arabic."""

from .remark import Remark

TALK: dict[str, tuple[Remark, ...]] = {
    "liman-tuneli": (
        Remark(
            "Selma Aydın",
            (
                'Babam otuz yıl önce vapur iskelesinde çalışırken "bir gün bunun altından '
                'yürüyeceğiz" derdi, kimse inanmazdı. Şimdi torunları o yolu bisikletle geçecek. '
                "Haklı çıktı."
            ),
            33,
            replies=(
                Remark(
                    "Kerem Tozan",
                    (
                        "Babanızı hatırlıyorum galiba, kırmızı termosuyla bilet gişesinin yanında "
                        "otururdu. Selam söyleyin."
                    ),
                    38,
                ),
            ),
        ),
        Remark(
            "Yusuf Kaldera",
            (
                "Haberi Türkçe okumak güzel. Bir soru: her gün gidip gelenler için abonman olacak "
                "mı? Benim gibi günde dört kez geçen esnaf için hesap başka."
            ),
            67,
        ),
        Remark(
            "Nilgün Saraç",
            (
                "On bir hafta erken bitmesi güzel de, bizim sokakta kamyonların kırdığı kaldırım "
                "iki yıldır bitmedi. Onu da yazın lütfen."
            ),
            92,
            status="pending",
        ),
    ),
    "tram-allayl": (
        Remark(
            "ليلى حداد",
            (
                "أعمل في مطبخ فندق قرب رصيف الجمارك وينتهي دوامي بعد منتصف الليل. في الشتاء يصبح "
                "الطريق إلى البيت أطول من الدوام نفسه. هذا الخبر يعني لي ساعة نوم إضافية."
            ),
            35,
            replies=(
                Remark(
                    "سامر النجار",
                    (
                        "وأنا في المخبز المقابل، دوامي يبدأ حين ينتهي دوامك. إذا لوّح لك أحد من "
                        "الباب فهو أنا، والخبز أول ما يخرج يكون ساخناً."
                    ),
                    28,
                ),
            ),
        ),
        Remark(
            "يوسف قباني",
            (
                "شكراً على النشر بالعربية. ملاحظة صغيرة: خريطة بسيطة مع الخبر كانت ستنفع كثيراً، "
                "فأمي لا تعرف الشوارع بأسمائها الجديدة."
            ),
            80,
        ),
        Remark(
            "أم كريم",
            ("هل هناك سعر مخفّض للطلاب؟ ابني يعود متأخراً من المكتبة، ولم أجد الجواب في الموقع."),
            110,
            status="pending",
        ),
    ),
}
