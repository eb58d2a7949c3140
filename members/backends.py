"""Where rights come from."""

from django.contrib.auth.backends import ModelBackend


class RoleBackend(ModelBackend):
    """Rights from roles, and none before a password of one's own is set."""

    def get_all_permissions(self, user_obj, obj=None):
        if user_obj.is_authenticated and user_obj.needs_new_password:
            return set()
        return super().get_all_permissions(user_obj, obj)
