"""Where a form's pictures go while it is still being filled in: each on its own, made by a job, known to the form by its token."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from .. import uploads
from ..media import send_file
from ..models import Upload, UploadState
from ..storing import key_of

MOST_ASKED = 100
NOTHING = "没有收到照片，请重新选一次。"


class UploadsView:
    """Two addresses beside a form, for whoever may fill it in: one takes pictures and says how far they are, one shows or drops a single one."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        mine = [
            path("uploads/", view(require_http_methods(["GET", "POST"])(self.uploads_view)), name=f"{name}_uploads"),
            path("uploads/<str:token>/", view(require_http_methods(["GET", "DELETE"])(self.upload_view)), name=f"{name}_upload"),
        ]
        return [*mine, *super().get_urls()]

    def uploads_view(self, request):
        """Take one picture on POST; on GET say how far one's own are."""
        self._may_fill_in(request)
        if request.method == "POST":
            return self._received(request)
        rows = uploads.found_among(request.GET.getlist("token")[:MOST_ASKED], by=request.user)
        words = uploads.standings(rows)
        return JsonResponse({"pictures": {row.token: self._said(row, words[row.token]) for row in rows}})

    def upload_view(self, request, token):
        """Show one's own picture, small, on GET; forget it on DELETE."""
        self._may_fill_in(request)
        if "\0" in token:
            raise Http404("没有这张照片")
        if request.method == "DELETE":
            uploads.drop(token, by=request.user)
            return HttpResponse(status=204)
        row = get_object_or_404(Upload, token=token, by=request.user, state=UploadState.KEPT)
        return send_file(request, row.picture, is_public=False, step=480)

    def _received(self, request):
        file = request.FILES.get("picture")
        try:
            if file is None:
                raise ValidationError(NOTHING)
            row = uploads.receive(file, by=request.user)
        except ValidationError as refusal:
            return JsonResponse({"error": refusal.messages[0]})
        return JsonResponse({"token": row.token} | self._said(row, row.get_state_display()), status=201)

    def _said(self, row, words):
        shown = self.upload_url(row.token) if row.state == UploadState.KEPT else ""
        return {
            "state": row.state,
            "words": words,
            "width": row.width,
            "height": row.height,
            "url": shown,
            "key": key_of(row.picture),
        }

    def _may_fill_in(self, request):
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied

    def uploads_url(self):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_uploads")

    def upload_url(self, token):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_upload", args=[token])


class TakesUploads:
    """Rows whose pictures may come by token: their formset knows who fills the form in, and where a picture that is on its way is shown."""

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.by, formset.parent_admin = request.user, self.admin_site.get_model_admin(self.parent_model)
        return formset
