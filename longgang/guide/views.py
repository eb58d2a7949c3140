"""The guide's pages, beside the workbench; the site that holds them asks who may come in."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from members.roles import roles_of

from .reading import chapters


@require_safe
def guide(request, context, code=""):
    """Show the chapter of a role; without one, that of the reader's own role."""
    mine = roles_of(request.user)
    known = chapters()
    code = code or next((chapter.code for chapter in known.values() if any(role.code in mine for role in chapter.roles)), "editor")
    if code not in known:
        raise Http404("手册里没有这一章")
    chapter = known[code]
    return TemplateResponse(
        request, "admin/guide/chapter.html", context | {"title": f"操作手册：{chapter.name}", "chapter": chapter, "chapters": known.values()}
    )
