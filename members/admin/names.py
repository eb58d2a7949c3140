"""Where the basis of a name on a record is taken back at once (design 6)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from publishing.services import Refused

from ..basis import basis_in_words
from ..models import may_be_named
from ..services import withdraw_basis


class NamesView:
    """A page beside a record's form: ask, then withdraw the name on one row. `names` is the model of the rows, or of the record itself."""

    names = None

    def get_urls(self):
        mine = path("people/<int:pk>/withdraw/", self.admin_site.admin_view(self.name_view), name=f"{self.opts.app_label}_{self.opts.model_name}_name")
        return [mine, *super().get_urls()]

    def name_view(self, request, pk):
        """Ask on GET, withdraw on POST."""
        if not request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}"):
            raise PermissionDenied
        row = get_object_or_404(self.names, pk=pk)
        record = self.record_of(row)
        back_url = self.change_url(record)
        if request.method == "POST":
            try:
                withdraw_basis(row=row, by=request.user)
                messages.success(request, "姓名已从公开页面撤下。")
            except Refused as refusal:
                messages.warning(request, str(refusal))
            return redirect(back_url)
        context = self.admin_site.each_context(request) | {"title": f"撤回姓名：{row}", "opts": self.opts, "row": row, "record": record, "back_url": back_url}
        return TemplateResponse(request, "admin/members/name.html", context)

    def record_of(self, row):
        """Return the record that a row stands under; the row itself where it is one."""
        if isinstance(row, self.model):
            return row
        return getattr(row, next(field.name for field in row._meta.concrete_fields if field.related_model is self.model))


def with_names(rows):
    """Bring, for each row that names somebody, whether the name may be public (`is_named`)."""
    return rows.annotate(is_named=ExpressionWrapper(may_be_named(), output_field=BooleanField()))


def basis_with_withdrawal(row, url_name, may_withdraw):
    """Return a row's basis in words, with the link that takes it back."""
    said = basis_in_words(row)
    if not row.in_force or not may_withdraw:
        return said
    return format_html('{} <a class="quiet" href="{}">撤回姓名</a>', said, reverse(url_name, args=[row.pk]))
