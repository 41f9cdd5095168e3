"""Static files under names that tell their content, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """What a module imports goes by its hashed name as well, or an old one could meet a new one."""

    support_js_module_import_aggregation = True
