"""The box that a report is pasted into, or uploaded to."""

from django import forms
from django.core.exceptions import ValidationError

from publishing.forms import DayField
from publishing.richtext import clean, plain
from publishing.word import html_of_word

from .articles import LONGEST, TooLong, tidy_text
from .assistant import UnknownEncoding, decoded
from .models import CameAs

LARGEST = 8 * 2**20


class TextOfAnArticle(forms.CharField):
    """A text as it is pasted: line ends made one character, no byte order mark, no NUL; too long a one is refused, never cut."""

    widget = forms.Textarea

    def to_python(self, value):
        try:
            return tidy_text(super().to_python(value or ""))
        except TooLong as reason:
            raise ValidationError(str(reason), code="too_long") from reason


class PasteForm(forms.Form):
    """A text pasted, or the file of it; `cleaned_data` has text, came_as and name."""

    text = TextOfAnArticle(
        label="文章",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 14, "data-paste": "", "placeholder": "把报道、总结、简报的文字粘贴到这里。微信、网页、Word里复制的都可以。"}),
    )
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput({"data-paste-html": ""}))
    file = forms.FileField(
        label="或者上传文件",
        required=False,
        help_text="Word文件（.docx）或纯文本（.txt）。",
        error_messages={"empty": "这个文件是空的。", "invalid": "文件没有传上来，请再选一次。"},
        widget=forms.FileInput({"accept": ".docx,.txt,text/plain,application/vnd.openxmlformats-officedocument.wordprocessingml.document"}),
    )
    published_on = DayField(label="文章日期", required=False, help_text="文中写明了就不用填。")

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if file and text.strip():
            self.add_error("file", "粘贴和上传只能选一样：清空上面的文字，或者不选文件。")
        elif file:
            self._take_file(cleaned, file)
        elif text.strip():
            cleaned |= {"text": self._from_web(text, cleaned.get("html", "")), "came_as": CameAs.WEB if cleaned.get("html") else CameAs.TEXT, "name": ""}
        elif not self.errors:
            self.add_error("text", "把文章粘贴到这里，或者选一个文件。")
        return cleaned

    def _from_web(self, text, html):
        """Return the text of what was copied from a page or from Word, set out by its own paragraphs and cells; as pasted where that has none."""
        if not html:
            return text
        try:
            return tidy_text(plain(clean(html))) or text
        except TooLong:
            return text

    def _take_file(self, cleaned, file):
        name = file.name.rsplit("/", 1)[-1]
        try:
            text, came_as = read_file(file)
            cleaned |= {"text": tidy_text(text), "came_as": came_as, "name": name[:120]}
        except (UnknownEncoding, TooLong) as reason:
            self.add_error("file", str(reason))
        except ValidationError as error:
            self.add_error("file", error)
        else:
            if not cleaned["text"].strip():
                self.add_error("file", "这个文件里没有文字。如果是扫描件，请先转成文字。")


def read_file(file):
    """Return the text of an uploaded file and what it came as. Raises ValidationError, UnknownEncoding."""
    kind = file.name.lower().rpartition(".")[2]
    if kind == "docx":
        return plain(html_of_word(file)), CameAs.WORD
    if kind != "txt":
        raise ValidationError("只认Word文件（.docx）和纯文本（.txt）。老的.doc和WPS文件请先另存为.docx。")
    if file.size > LARGEST:
        raise ValidationError(f"文件太大：纯文本最多8兆，文字最多{LONGEST:,}个。")
    return decoded(file.read()), CameAs.TEXT
