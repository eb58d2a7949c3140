"""The rule on passwords that reviews for GB/T 22239-2019 ask for and Django does not bring."""

from django.core.exceptions import ValidationError

KINDS = (str.islower, str.isupper, str.isdigit, lambda letter: not letter.isalnum())


class ThreeKindsValidator:
    """Ask for three of: lower case, upper case, digits, other marks."""

    def validate(self, password, user=None):
        """Raise ValidationError where fewer than three kinds of character appear."""
        if sum(any(map(kind, password)) for kind in KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self):
        return "密码要有大写字母、小写字母、数字、符号中的三种。"
