"""The rules on passwords that reviews for GB/T 22239-2019 ask for and Django does not bring."""

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

KINDS = (str.islower, str.isupper, str.isdigit, lambda letter: not letter.isalnum())


class LengthValidator(MinimumLengthValidator):
    """Ask for a length, and say so in Chinese, which the stock words are not."""

    def get_error_message(self):
        return self.get_help_text()

    def get_help_text(self):
        return f"密码至少要有{self.min_length}个字符。"


class ThreeKindsValidator:
    """Ask for three of: lower case, upper case, digits, other marks."""

    def validate(self, password, user=None):
        """Raise ValidationError where fewer than three kinds of character appear."""
        if sum(any(map(kind, password)) for kind in KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self):
        return "密码要有大写字母、小写字母、数字、符号中的三种。"


class NotAmongLastFiveValidator:
    """Refuse the present password and the four before it."""

    def validate(self, password, user=None):
        """Raise ValidationError where the account had this password lately."""
        if user is None or not user.pk:
            return
        present = user._meta.model.objects.filter(pk=user.pk).values_list("password", flat=True)
        if any(check_password(password, kept) for kept in [*present, *user.former_passwords.values_list("password", flat=True)]):
            raise ValidationError("最近五次用过的密码不能再用，请换一个。", code="password_used_before")

    def get_help_text(self):
        return "不能是最近五次用过的密码。"
